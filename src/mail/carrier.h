// Who takes a finished message away.
#pragma once

#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/time.h"

namespace usher::mail {

struct Message {
    JobId id;
    Time at;
    std::string to;       // the envelope's recipient; its domain in ASCII
    std::string subject;  // as people read it
    std::string text;     // the plain part
    std::string html;     // the same in HTML
    std::string wire;     // RFC 5322, CRLF, with both parts
};

// `why` never holds what the letter said: servers like to quote.
struct Carried {
    enum class Is : std::uint8_t { taken, later, refused };
    Is is = Is::taken;
    std::string why = {};
};

class Carrier {
 public:
    virtual ~Carrier() = default;
    // Blocks; from several threads at once.
    virtual Carried carry(Message const&) = 0;
};

}  // namespace usher::mail
