// Any bytes on a connection: the same answers in whatever pieces they come, never more answers than
// requests, and no handler ever runs for a request whose connection was broken off before.
// Run: build/fuzz/fuzz_head_fuzz tests/fuzz/head_seeds
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/conversation.h"
#include "http/head.h"
#include "store/testing.h"

using namespace usher;
using namespace usher::http;
using Next = Conversation::Next;

static void require(bool claim) {
    if (!claim) std::abort();
}

static void check_head(std::string_view bytes) {
    auto head = read_head(bytes, 16 * 1024, 64);
    if (!head || !*head) return;
    require((*head)->bytes <= bytes.size() && (*head)->headers.size() <= 64);
    require(!(*head)->chunked || (*head)->content_length == 0);
    require((*head)->target.starts_with('/'));
    for (auto const& [name, value] : (*head)->headers) {
        require(!name.empty() && name.find_first_of(" \t\r\n:") == std::string::npos);
        require(value.find_first_of("\r\n") == std::string::npos);
    }
    // One byte less is no head yet, or is refused; it is never another head.
    auto shorter = read_head(bytes.substr(0, (*head)->bytes - 1), 16 * 1024, 64);
    require(!shorter || !*shorter);
}

// What handlers saw and what was answered, without the ids and dates that differ.
static std::string talk(Site& site, std::string_view bytes, std::size_t piece) {
    Conversation conversation(site, {"127.0.0.1"});
    std::string seen;
    auto next = Next::read;
    for (std::size_t at = 0; at < bytes.size() && next == Next::read; at += piece) {
        next = conversation.feed(bytes.substr(at, piece));
        while (next == Next::work || next == Next::send) {
            if (next == Next::send) {
                conversation.sent();
                next = conversation.resume();
                continue;
            }
            auto const& raw = conversation.request().raw();
            seen.append(raw.target).append(" ").append(raw.body).append("|");
            auto answer = site.router.dispatch(conversation.request());
            next = conversation.answered(answer);
        }
        conversation.sent();
    }
    return seen + (next == Next::close ? "closed" : "open");
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static store::TestStore store;
    static Router router = [] {
        Router made;
        made.add({.method = Method::post,
                  .path = "/v1/{x}",
                  .name = "x",
                  .handler = [](Request& r) { return Result<Response>(json_text(r.raw().body)); },
                  .query = {{"q", "Anything."}}});
        return made;
    }();
    static Site site{.router = router,
                     .store = *store,
                     .limits = {},
                     .public_url = "http://127.0.0.1:8080",
                     .log = {}};
    std::string_view bytes(reinterpret_cast<char const*>(data), size);
    check_head(bytes);
    if (size > 4096) return 0;
    auto whole = talk(site, bytes, size + 1);
    require(talk(site, bytes, 1) == whole);
    require(talk(site, bytes, 7) == whole);
    require(site.bodies.held() == 0);
    return 0;
}
