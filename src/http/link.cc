#include "http/link.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <cerrno>

namespace usher::http {
namespace {

bool try_later(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

iovec part(std::string_view text) { return {const_cast<char*>(text.data()), text.size()}; }

Link::Moved moved(ssize_t n, Link::Then wait) {
    if (n > 0) return {Link::Then::go_on, static_cast<std::size_t>(n)};
    return {n < 0 && try_later(errno) ? wait : Link::Then::over};
}

}  // namespace

Link::Moved Link::receive(std::span<char> into) {
    return moved(::recv(socket_, into.data(), into.size(), MSG_DONTWAIT), Then::wait_to_read);
}

Link::Moved Link::send(std::string_view text, std::string_view then) {
    iovec parts[2] = {part(text), part(then)};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = 2;
    return moved(::sendmsg(socket_, &message, MSG_DONTWAIT | MSG_NOSIGNAL), Then::wait_to_write);
}

void Link::say_goodbye() { ::shutdown(socket_, SHUT_WR); }

}  // namespace usher::http
