// The body of an answer that goes on (text/event-stream): told piece by piece for as long as both
// sides want. It belongs to its connection's I/O thread and holds no worker; what there is to tell
// is looked for on a worker, when something has stirred and at every heartbeat.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.h"

namespace usher::http {

class EventStream {
 public:
    // What one look may tell; one that tells more ends the stream. Nothing is looked for until the
    // client has taken what was told.
    static constexpr std::size_t max_told = 16 * 1024;

    virtual ~EventStream() = default;
    // Whether a look may find something. Asked at every sweep on the I/O thread, never during a
    // look: never blocks, never throws.
    virtual bool stirred() const = 0;
    // On a worker: whether whoever reads still may, and what is new: events, or "" where there are
    // none. Nothing at all: the stream ends. One look at a time.
    virtual std::optional<std::string> look() = 0;
};

// As it stands on the wire. Neither holds a line break.
std::string event_text(std::string_view name, std::string_view data);

// The answer that begins one. Clients that lose it come back after a pause between one and four
// seconds, by `chance`, so that all those of a server that restarts do not come at once.
Response event_stream(std::shared_ptr<EventStream>, std::uint32_t chance);

}  // namespace usher::http
