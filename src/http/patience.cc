#include "http/patience.h"

#include <algorithm>

namespace usher::http {

using std::chrono::milliseconds;
using Waits = Conversation::Waits;

Patience::Patience(Limits const& limits, Moment now)
    : limits_(limits), since_(now), deadline_(now + milliseconds(limits.head_ms)) {}

void Patience::awaits(Waits waits, std::size_t body_bytes, Moment now) {
    // From when it began to wait: a byte of TLS now and then is no reason to wait longer.
    if (waits != waits_) since_ = now;
    waits_ = waits;
    auto idle = waits == Waits::for_request && !fresh_;
    auto allowed = milliseconds(idle ? limits_.keep_alive_ms : limits_.head_ms);
    deadline_ = waits == Waits::for_body ? of_bytes(since_, body_bytes, now) : since_ + allowed;
}

void Patience::sends(Moment began, std::size_t bytes, Moment now) {
    deadline_ = of_bytes(began, bytes, now);
}

void Patience::sent(Moment now) {
    fresh_ = false;
    waits_ = Waits::for_request;
    since_ = now;
}

void Patience::works() { deadline_ = Moment::max(); }

void Patience::lingers(Moment now) { deadline_ = now + linger_for; }

// So many a second from the beginning on, and never a long pause, whatever was there before (the
// kernel takes megabytes at once).
Patience::Moment Patience::of_bytes(Moment began, std::size_t bytes, Moment now) const {
    auto pause = milliseconds(limits_.head_ms);
    auto earned = milliseconds(bytes * 1000 / limits_.bytes_per_s);
    return std::min(began + pause + earned, now + pause);
}

}  // namespace usher::http
