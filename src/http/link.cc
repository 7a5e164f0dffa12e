#include "http/link.h"

#include <linux/sockios.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>

namespace usher::http {
namespace {

constexpr std::size_t max_record = 16 * 1024;

bool try_later(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

iovec part(std::string_view text) { return {const_cast<char*>(text.data()), text.size()}; }

Link::Moved plainly(ssize_t n, Link::Then wait) {
    if (n > 0) return {Link::Then::go_on, static_cast<std::size_t>(n)};
    return {n < 0 && try_later(errno) ? wait : Link::Then::over};
}

}  // namespace

Link::Moved Link::swallow(std::span<char> into) {
    return plainly(::recv(socket_, into.data(), into.size(), MSG_DONTWAIT), Then::wait_to_read);
}

Link::Moved Link::receive(std::span<char> into) {
    if (!ssl_) return swallow(into);
    ERR_clear_error();
    std::size_t bytes = 0;
    if (SSL_read_ex(ssl_.get(), into.data(), into.size(), &bytes) == 1) return {Then::go_on, bytes};
    switch (SSL_get_error(ssl_.get(), 0)) {
        case SSL_ERROR_WANT_READ:
            return {Then::wait_to_read};
        case SSL_ERROR_WANT_WRITE:
            return {Then::wait_to_write};
        default:
            return {Then::over};
    }
}

// Under TLS a record at a time: of what is sent, a client that reads slowly holds one.
Link::Moved Link::send(std::string_view text, std::string_view then) {
    if (!ssl_) {
        iovec parts[2] = {part(text), part(then)};
        msghdr message{};
        message.msg_iov = parts;
        message.msg_iovlen = 2;
        return plainly(::sendmsg(socket_, &message, MSG_DONTWAIT | MSG_NOSIGNAL),
                       Then::wait_to_write);
    }
    ERR_clear_error();
    auto piece = (text.empty() ? then : text).substr(0, max_record);
    std::size_t bytes = 0;
    if (SSL_write_ex(ssl_.get(), piece.data(), piece.size(), &bytes) == 1)
        return {Then::go_on, bytes};
    bool later = SSL_get_error(ssl_.get(), 0) == SSL_ERROR_WANT_WRITE;
    return {later ? Then::wait_to_write : Then::over};
}

bool Link::holds_bytes() const { return ssl_ && SSL_pending(ssl_.get()) > 0; }

bool Link::has_unread() const {
    int unread = 0;
    return holds_bytes() || (::ioctl(socket_, SIOCINQ, &unread) == 0 && unread > 0);
}

bool Link::all_taken() const {
    int unsent = 0;
    return ::ioctl(socket_, SIOCOUTQ, &unsent) == 0 && unsent == 0;
}

bool Link::is_quiet() const {
    int unread = 0;
    return all_taken() && ::ioctl(socket_, SIOCINQ, &unread) == 0 && unread == 0;
}

void Link::say_goodbye() {
    if (ssl_) {
        ERR_clear_error();
        (void)SSL_shutdown(ssl_.get());
    }
    ::shutdown(socket_, SHUT_WR);
}

void Link::give_up() const {
    linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace usher::http
