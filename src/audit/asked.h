// What a request asks of the log: its filters, and where it goes on.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "access/permit.h"
#include "audit/query.h"
#include "base/random.h"
#include "base/secret.h"
#include "http/router.h"

namespace usher::audit {

constexpr std::size_t max_acts = 40;

struct Asked {
    Filter filter;
    access::Reach within = access::Reach::whole();
    std::string text;  // folded; empty: any
};
// What a cursor goes on with: an export goes on only for who began it, and by the filters that were
// recorded then; a list is no beginning of one.
struct Reading {
    SealingKey const& key;
    std::string what;
};
Reading listing(SealingKey const&);
Reading exporting(SealingKey const&, http::Request const&, access::Actor const&);

// Reads target, actor, act, place, from, to, text and after. Fails with `field.*`, `time.*`,
// `id.malformed` naming the parameter, and `not_found` for a place out of reach (RT29).
Result<Asked> asked(http::Request const&, access::Actor const&,
                    access::Permit<Act::audit_view> const&, Reading const&);
std::vector<http::QueryParam> filter_params();
// The names of what narrows it: what an export's event says of itself.
constexpr std::array<std::string_view, 7> filters = {"target", "actor", "act", "place",
                                                     "from",   "to",    "text"};

// Sequence numbers would tell how much happens elsewhere (RT30): a cursor is sealed.
std::string cursor(Reading const&, Random&, AccountId, std::int64_t before);
std::optional<std::int64_t> read_cursor(Reading const&, AccountId, std::string_view);

}  // namespace usher::audit
