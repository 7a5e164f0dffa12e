// How long a client may take for what is awaited of it. Knows no socket and no clock: whoever asks
// says what time it is.
#pragma once

#include <chrono>
#include <cstddef>

#include "http/conversation.h"

namespace usher::http {

class Patience {
 public:
    using Moment = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds linger_for{1000};

    // With somebody who has just come: the head of a request is awaited.
    Patience(Limits const&, Moment now);
    bool is_over(Moment now) const { return now >= deadline_; }

    // What is awaited now, and how much of a body has come.
    void awaits(Conversation::Waits, std::size_t body_bytes, Moment now);
    // That they take what is sent to them since `began`; so many bytes went.
    void sends(Moment began, std::size_t bytes, Moment now);
    void sent(Moment now);     // all of it: what comes next is awaited from now on
    void works();              // of nobody but ourselves
    void lingers(Moment now);  // that they close, too

 private:
    Moment of_bytes(Moment began, std::size_t bytes, Moment now) const;

    Limits const& limits_;
    bool fresh_ = true;  // nothing answered yet
    Conversation::Waits waits_ = Conversation::Waits::for_request;
    Moment since_;     // when the head or body that is awaited began
    Moment deadline_;  // of what is done now
};

}  // namespace usher::http
