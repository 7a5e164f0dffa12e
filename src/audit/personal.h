// What of an event speaks of the person it is about, and what of the act (RT37). The first can be
// erased; the second stays.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "access/permit.h"
#include "base/json.h"
#include "base/result.h"

namespace usher::store {
class Tx;
}

namespace usher::audit {

struct Link;

struct Details {
    json::Value facts = json::Object{};
    std::optional<json::Value> personal = {};  // nothing: there is none
};
// Only events about a user or an identity have personal values; there, whatever is not known to be
// a fact counts as one. Members of "before" and "after" are told apart one by one. Fields that a
// blueprint declares stand in a member of their own, whatever they are called: they are personal.
constexpr std::string_view own_fields = "fields";
bool is_side(std::string_view member);  // "before" or "after"
Details apart(std::string_view target, json::Value details);
// Both together, as they were recorded; null where an event of before was erased.
Result<json::Value> details_of(Link const&);
// Empties what all events about that user say of the person. The chain stays whole. Permitted for
// deleted users only: the verb of the directory sees to that.
Result<void> erase(store::Tx&, access::Permit<Act::users_erase> const&, UserId);
// The same for identities that are erased, in the instance's chain (RT34): one walk for all.
Result<void> erase(store::Tx&, std::span<IdentityId const>);
// The same for everybody in an account that was closed for good, and what its events say of its
// places, and of where anybody asked from: events after `seq`, so many of them. How far it came;
// the chain's length once all of it is done.
Result<std::int64_t> erase_all(store::Tx&, AccountId, std::int64_t seq, std::int64_t limit);

}  // namespace usher::audit
