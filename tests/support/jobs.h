// Following a job of the real program to its end.
#pragma once

#include "support/account.h"
#include "support/waited.h"

namespace usher::testing {

// The last answer about that job: its end, or whatever it was after half a minute.
inline Answer finished(Person const& who, std::string const& job) {
    Answer now;
    (void)waited([&] {
        now = who.get("/jobs/" + job);
        auto state = now.text("state");
        return now.status != 200 || state == "done" || state == "stopped";
    });
    return now;
}

// Starts one and follows it.
inline Answer bulk(Person& who, json::Object const& body) {
    auto begun = who.post("/bulk", body);
    if (begun.status != 202) return begun;
    return finished(who, begun.text("id"));
}

inline json::Array ids(std::initializer_list<std::string> of) {
    return json::Array(of.begin(), of.end());
}

}  // namespace usher::testing
