// One row: the act upon one user, through the same gate and verbs as the screen's.
#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "base/result.h"
#include "bulk/bulk.h"

namespace usher::store {
class Tx;
}
namespace usher::mail {
class Outbox;
}

namespace usher::bulk {

struct Row {
    std::int64_t number = 0;
    UserId user;
    json::Value before;                   // undo: what to return to; otherwise empty
    std::optional<std::int64_t> version;  // undo: as it was left
};
struct Done {
    bool changed = false;
    json::Value before;        // what taking it back returns to: ids and words only
    std::int64_t version = 0;  // of the user afterwards
};
// Any refusal of the gate or the verb; then nothing was changed.
Result<Done> act_upon(store::Tx&, mail::Outbox const&, access::Actor const&, Bulk const&,
                      std::optional<Bulk> const& undone, Row const&);

}  // namespace usher::bulk
