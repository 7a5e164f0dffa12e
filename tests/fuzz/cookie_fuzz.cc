// Any Cookie header: what is read of it stands in it, once, and under no other name; who presents
// what is not one session is nobody; an Authorization header always wins.
// Run: build/fuzz/fuzz_cookie_fuzz tests/fuzz/cookie_seeds
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/request.h"
#include "store/testing.h"

using namespace usher;
using namespace usher::http;

static void require(bool claim) {
    if (!claim) std::abort();
}

static Request request(std::string_view cookie, std::string_view authorization = {}) {
    static store::TestStore store;
    Raw raw{.target = "/v1/me"};
    raw.headers.emplace_back("cookie", cookie);
    if (!authorization.empty()) raw.headers.emplace_back("authorization", authorization);
    return Request(std::move(raw), RequestId{}, *store);
}

// The parts between semicolons, without the blanks around them, that begin with "NAME=".
static int parts_named(std::string_view text, std::string_view name) {
    int found = 0;
    for (std::size_t at = 0; at <= text.size();) {
        auto end = std::min(text.find(';', at), text.size());
        auto part = text.substr(at, end - at);
        auto from = part.find_first_not_of(" \t");
        if (from != part.npos) part.remove_prefix(from);
        if (part.starts_with(std::string(name) + "=")) ++found;
        at = end + 1;
    }
    return found;
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view text(reinterpret_cast<char const*>(data), size);
    auto given = request(text);
    for (std::string_view name : {"__Host-usher", "theme", "language", "__Host-usher-known"}) {
        auto value = given.cookie(name);
        auto parts = parts_named(text, name);
        require(value.has_value() == (parts == 1));
        if (!value) continue;
        require(value->find(';') == value->npos);
        require(text.find(std::string(name) + "=" + *value) != text.npos);
        // The same among others, and twice it is nobody's.
        auto among = request("a=b; " + std::string(text) + "; c=d");
        require(among.cookie(name) == value);
        auto twice = request(std::string(text) + ";" + std::string(name) + "=x");
        require(!twice.cookie(name));
    }
    auto const& who = given.credential();
    auto session = given.cookie(session_cookie);
    bool one = session && !session->empty() && session->size() <= 128;
    require((who.kind == Credential::Kind::session) == one);
    require(one || who.kind == Credential::Kind::none);
    require(!one || who.token.reveal() == *session);
    require(request(text, "Basic x").credential().kind == Credential::Kind::key);
    require(request(text, "Bearer k").credential().token.reveal() == "k");
    return 0;
}
