// What people see and choose of their own use (RT12): what they are let use, and which of it is the
// default. Nothing of it gives or takes a grant.
#pragma once

#include <string>
#include <vector>

#include "grants/grants.h"

namespace usher::grants {

// Of one kind, as its holder sees it.
struct OwnUse {
    static constexpr std::string_view schema = "OwnUse";
    std::string kind, label, choose;  // "none", "one", "per_group"
    std::optional<std::string> group_label;
    bool required = false;              // one must be the default
    bool all = false;                   // all of the kind, granted or by a role
    std::vector<ResourceRef> defaults;  // chosen now
};
void fields(FieldVisitor&, OwnUse&);

// The kinds of the plan of which the actor is let use something.
Result<std::vector<OwnUse>> own_uses(store::Snapshot&, access::Actor const&);

constexpr std::int64_t max_own_shown = 100;
struct OwnPage {
    std::vector<ResourceRef> items;
    bool more = false;  // found by other words
};
// By name, those that the actor is let use and that hold the words. `resources.kind`.
Result<OwnPage> own_resources(store::Snapshot&, access::Actor const&, std::string_view kind,
                              std::string const& words);

// Replaces the actor's own defaults of that kind: "grants.assign" by themselves. `resources.kind`;
// `not_found` for what they are not let use, whether it is there or not; `grants.no_defaults`,
// `grants.one_default`, `grants.twice`, `grants.default_needed`. The account is locked.
Result<void> choose_own(store::Tx&, access::Actor const&, std::string const& kind,
                        std::vector<std::string> const& defaults, std::string const& request_id);

// Writes down what choose_own() has judged.
Result<void> assign_own(store::Tx&, access::Actor const&, Granted const& before,
                        Granted const& after, std::string const& request_id);

}  // namespace usher::grants
