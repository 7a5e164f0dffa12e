// What a request asks of the log: its filters, and where it goes on.
#pragma once

#include <optional>
#include <string>

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
// Reads target, actor, act, place, from, to, text and after. Fails with `field.*`, `time.*`,
// `id.malformed` naming the parameter, and `not_found` for a place out of reach (RT29).
Result<Asked> asked(http::Request const&, access::Actor const&,
                    access::Permit<Act::audit_view> const&, SealingKey const&);
std::vector<http::QueryParam> filter_params();

// Sequence numbers would tell how much happens elsewhere (RT30): a cursor is sealed.
std::string cursor(SealingKey const&, Random&, AccountId, std::int64_t before);
std::optional<std::int64_t> read_cursor(SealingKey const&, AccountId, std::string_view);

}  // namespace usher::audit
