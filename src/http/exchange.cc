#include "http/exchange.h"

#include <algorithm>
#include <vector>

namespace usher::http {
namespace {

constexpr std::size_t read_at_once = 64 * 1024;
constexpr std::string_view too_many =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

}  // namespace

std::span<char> read_buffer() {
    thread_local std::vector<char> buffer(read_at_once);
    return buffer;
}

// What the client has sent by now is read, or closing would take the answer along.
void turn_away(int socket) {
    Link link(socket);
    link.send(too_many, {});
    link.say_goodbye();
    link.swallow(read_buffer());
}

Exchange::Sent Exchange::send_some() {
    for (;;) {
        auto const& out = talk_.out();
        auto borrowed = talk_.borrowed();
        auto of_out = std::min(sent_, out.size());
        if (sent_ == out.size() + borrowed.size()) break;
        auto moved =
            link_.send(std::string_view(out).substr(of_out), borrowed.substr(sent_ - of_out));
        if (moved.then == Link::Then::wait_to_write) return Sent::part;
        if (moved.then == Link::Then::over) {
            lost_ = true;
            return Sent::nothing;
        }
        sent_ += moved.bytes;
    }
    auto sent = sent_ > 0 ? Sent::all : Sent::nothing;
    sent_ = 0;
    talk_.sent();
    return sent;
}

Conversation::Next Exchange::read_some() {
    auto buffer = read_buffer();
    auto moved = link_.receive(buffer);
    reading_writes_ = moved.then == Link::Then::wait_to_write;
    if (reading_writes_ || moved.then == Link::Then::wait_to_read) return Conversation::Next::read;
    if (moved.then == Link::Then::over) {
        lost_ = true;
        return Conversation::Next::close;
    }
    return talk_.feed({buffer.data(), moved.bytes});
}

bool Exchange::read_past() {
    while (past_ < max_read_past) {
        auto moved = link_.swallow(read_buffer());
        if (moved.then != Link::Then::go_on) return moved.then != Link::Then::over;
        past_ += moved.bytes;
    }
    return false;
}

bool Exchange::needs_lingering(bool idle) const {
    if (talk_.streams()) return false;
    return !idle || talk_.broken() || !link_.is_quiet();
}

}  // namespace usher::http
