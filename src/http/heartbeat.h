// When a stream has been quiet for too long, and when its client has. Knows no socket and no clock:
// whoever asks says what time it is.
#pragma once

#include <chrono>
#include <string_view>

namespace usher::http {

struct Limits;

class Heartbeat {
 public:
    using Moment = std::chrono::steady_clock::time_point;
    static constexpr std::string_view text = ":\n\n";  // a comment, which clients pass over

    explicit Heartbeat(Limits const& limits) : limits_(limits) {}
    void begins(Moment now) { told_ = taken_ = now; }
    void told(Moment now) { told_ = now; }
    // Nothing was told for a beat's time: something must be, or a proxy closes.
    bool is_due(Moment now) const;
    // False where the client has taken nothing for a beat's time, though the kernel still did: it
    // is not there any more, or does not read.
    bool is_heard(Moment now, bool all_taken);

 private:
    Limits const& limits_;
    Moment told_, taken_;
};

}  // namespace usher::http
