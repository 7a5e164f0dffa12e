// The product's question (RT51): may this user do this, here?
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "access/api_key.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::access {

struct Question {
    std::string permission;               // an act or a product permission
    std::optional<std::string> place;     // a place's id or "account"; nothing: the user's home
    std::optional<std::string> resource;  // nothing, an id, the product's own key, or "any"
    Narrowing key = {};                   // of the key that asks, or is asked about
};
// `why` is one stable word: allowed by "role:NAME"; or not, because of "no_such_permission",
// "account_not_open", "user_not_active" (or no user of the account at all), "address_needed"
// (RT42), "reset_needed" (RT41), "feature", "key" (it leaves that out), "no_role", "place" (unknown
// and retired ones too, and those beyond the key's), "resource_needed", "resource_not_granted";
// over HTTP also "session_ended", "key_ended", "key_stopped". The first that applies, in this
// order.
struct Verdict {
    bool allowed = false;
    std::string why;
};
Result<Verdict> check(store::Snapshot&, Account const&, Places const&, UserId, Question const&);

// What a user may do by those of their assignments that are given, as `check` decides it: each act
// and permission, at each place where one of them holds and no wider one allows it already. For a
// permission that needs a grant, what the kind of resource is, where they have any.
struct Effect {
    std::string permission;
    bool is_act = false;
    PlaceNumber at = account_place;
    std::string role;  // that allows it
    std::string resource = {};
};
constexpr std::size_t max_effect_places = 100;  // that are looked at, the widest first
struct Effects {
    std::string why;  // why nothing is allowed at the moment, as in a verdict; else empty
    std::vector<Effect> items;
    bool more = false;  // held at more places than are told of
};
Result<Effects> effects(store::Snapshot&, Account const&, Places const&, UserId,
                        Assignments const&);

}  // namespace usher::access
