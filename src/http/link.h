// The bytes of one connection's socket. Never waits: says what to wait for.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace usher::http {

class Link {
 public:
    explicit Link(int socket) : socket_(socket) {}  // its owner closes it
    Link(Link const&) = delete;

    enum class Then {
        go_on,          // bytes were moved
        wait_to_read,   // nothing was: once the socket is readable
        wait_to_write,  // once it is writable
        over,           // the other side is gone
    };
    struct Moved {
        Then then = Then::go_on;
        std::size_t bytes = 0;
    };
    Moved receive(std::span<char> into);
    // The first bytes of one text and of the one after it.
    Moved send(std::string_view text, std::string_view then);
    void say_goodbye();  // nothing more will be sent

 private:
    int socket_;
};

}  // namespace usher::http
