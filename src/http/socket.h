// A socket that closes with whoever has it, unless it was released.
#pragma once

#include <unistd.h>

#include <utility>

namespace usher::http {

class Socket {
 public:
    Socket() = default;
    explicit Socket(int number) : number_(number) {}
    Socket(Socket&& other) noexcept : number_(other.release()) {}
    Socket& operator=(Socket&&) = delete;
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }

 private:
    int number_ = -1;
};

}  // namespace usher::http
