// Following a job of the real program to its end.
#pragma once

#include <chrono>
#include <thread>

#include "support/account.h"

namespace usher::testing {

// The last answer about that job: its end, or whatever it was after half a minute.
inline Answer finished(Person const& who, std::string const& job) {
    auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (true) {
        auto now = who.get("/jobs/" + job);
        auto state = now.text("state");
        bool over = now.status != 200 || state == "done" || state == "stopped";
        if (over || std::chrono::steady_clock::now() > deadline) return now;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
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
