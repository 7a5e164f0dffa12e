// Usher and those beside it: each started with the same people, and asked the same four things.
#pragma once

#include <sys/stat.h>

#include <array>
#include <fstream>
#include <functional>

#include "../load.h"
#include "../program.h"
#include "base/json.h"
#include "ldap.h"

namespace usher::bench {

struct Work {
    std::string_view name;
    std::size_t connections;
};
// Few sign in at once: a person's own tries in flight are counted (signin/brake.h).
constexpr std::array works = {Work{"sign-in", 2}, Work{"may", 32}, Work{"list", 4},
                              Work{"search", 4}};
enum : std::size_t { sign_in, may, list, search };
constexpr int page = 100;

struct Person {
    std::string name, email;
};

struct Peer {
    std::string name;
    std::string hash;  // of passwords, in words
    std::unique_ptr<Program> program;
    std::uint16_t port = 0;
    bool ldap = false;
    std::array<std::string, works.size()> requests = {};
    // Before lists are asked for: one that signed in so often may have ended its first session.
    std::function<void(Peer&)> sign_in_anew = [](Peer&) {};

    // Answers a second.
    double asked(std::size_t work, std::chrono::milliseconds turn) const {
        auto connections = works[work].connections;
        auto done = ldap ? load<ldap::Protocol>(port, requests[work], connections, turn)
                         : load(port, requests[work], connections, turn);
        return done.a_second;
    }
};
struct Started {
    std::unique_ptr<Peer> peer;
    std::string why_not;
};

// The people, the first of whom administers the others and has the password.
struct World {
    std::vector<Person> people;
    std::string password, password_hash;
    std::string word;  // part of some names
    std::unique_ptr<Peer> usher = {};
};

// What a sign-in answered as cookies, as a header that gives them back.
inline std::string cookies_of(std::string const& answer) {
    if (!Http::right(answer)) give_up(answer);
    std::string header;
    auto head = answer.substr(0, answer.find("\r\n\r\n"));
    for (std::size_t at = 0; (at = head.find("et-", at)) != std::string::npos; ++at) {
        auto from = at + std::string_view("et-cookie: ").size();
        if (head.compare(at + 3, 7, "ookie: ") == 0 || head.compare(at + 4, 7, "ookie: ") == 0)
            header += (header.empty() ? "Cookie: " : "; ") +
                      head.substr(from, head.find_first_of(";\r", from) - from);
    }
    return header + "\r\n";
}

inline std::string json_text(std::string_view text) {
    json::Writer writer;
    writer.value(text);
    return writer.take();
}

}  // namespace usher::bench
