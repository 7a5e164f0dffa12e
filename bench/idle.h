// A server that idles, with accounts whose pages were read once.
#pragma once

#include "load.h"
#include "program.h"

namespace usher::bench {

inline void fill_accounts(std::string const& data, int accounts) {
    said_by(usher_program() + " demo --data " + data + " --users 20 --accounts " +
            std::to_string(accounts));
}

struct Idle {
    explicit Idle(std::string const& data)
        : usher({usher_program(), "serve", "--data", data, "--port", "0", "--log", "/dev/null"}),
          port(usher.port()) {
        Client warm(port);
        warm.ask(http_request("GET", "/sign-in", "Accept: text/html\r\n", ""));
    }

    Program usher;
    std::uint16_t port;
};

}  // namespace usher::bench
