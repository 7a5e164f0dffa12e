#include "http/event_stream.h"

namespace usher::http {
namespace {

constexpr std::uint32_t shortest_pause_ms = 1000;
constexpr std::uint32_t spread_ms = 3000;

}  // namespace

std::string event_text(std::string_view name, std::string_view data) {
    std::string text("event: ");
    text.append(name).append("\ndata: ").append(data).append("\n\n");
    return text;
}

// Proxies that keep answers back until they are whole must not (nginx).
Response event_stream(std::shared_ptr<EventStream> stream, std::uint32_t chance) {
    Response response;
    response.content_type = event_stream_type;
    response.body = "retry: " + std::to_string(shortest_pause_ms + chance % spread_ms) + "\n\n";
    response.stream = std::move(stream);
    return std::move(response).with("X-Accel-Buffering", "no");
}

}  // namespace usher::http
