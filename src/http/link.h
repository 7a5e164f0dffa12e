// The bytes of one connection's socket, in the clear or under TLS. Never waits: says what to wait
// for.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "http/tls.h"

namespace usher::http {

class Link {
 public:
    // The socket's owner closes it. Under TLS where `ssl` is given; the handshake is part of the
    // first reading.
    explicit Link(int socket, Ssl ssl = nullptr) : socket_(socket), ssl_(std::move(ssl)) {}
    Link(Link const&) = delete;

    enum class Then {
        go_on,          // bytes were moved
        wait_to_read,   // nothing was: once the socket is readable
        wait_to_write,  // once it is writable
        over,           // the other side is gone, or speaks no TLS
    };
    struct Moved {
        Then then = Then::go_on;
        std::size_t bytes = 0;
    };
    Moved receive(std::span<char> into);
    // The same past TLS, of what nobody will look at.
    Moved swallow(std::span<char> into);
    // The first bytes of one text and of the one after it.
    Moved send(std::string_view text, std::string_view then);
    // Bytes that have left the socket and wait to be received: no event will tell of them.
    bool holds_bytes() const;
    bool has_unread() const;  // bytes of theirs have come
    bool is_tls() const { return ssl_ != nullptr; }
    bool all_taken() const;  // what was sent has reached the other side
    bool is_quiet() const;   // and nothing of theirs is unread
    void say_goodbye();      // nothing more will be sent
    // Closing it ends it at once: the kernel keeps nothing of what they have not taken.
    void give_up() const;

 private:
    int socket_;
    Ssl ssl_;
};

}  // namespace usher::http
