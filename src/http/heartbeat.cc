#include "http/heartbeat.h"

#include "http/server.h"

namespace usher::http {

using std::chrono::milliseconds;

bool Heartbeat::is_due(Moment now) const {
    return now - told_ >= milliseconds(limits_.heartbeat_ms);
}

bool Heartbeat::is_heard(Moment now, bool all_taken) {
    if (all_taken) taken_ = now;
    return now - taken_ < milliseconds(limits_.heartbeat_ms);
}

}  // namespace usher::http
