// How a person likes the pages to be, in whatever browser they read them: what stands in the list
// of users, how close its rows stand, whether single keys do something.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/id.h"
#include "base/result.h"
#include "http/router.h"

namespace usher::access {
class Authority;
}
namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::signin {

struct OwnView {
    static constexpr std::string_view schema = "OwnView";
    std::vector<std::string> hidden_columns;  // of the list of users, in its order, each once
    std::string rows = "roomy";               // or "close"
    bool shortcuts = true;
};
void fields(FieldVisitor&, OwnView&);

// What is left out stays as it is.
struct OwnViewChange {
    static constexpr std::string_view schema = "OwnViewChange";
    std::optional<std::vector<std::string>> hidden_columns;
    std::optional<std::string> rows;
    std::optional<bool> shortcuts;
};
void fields(FieldVisitor&, OwnViewChange&);

Result<OwnView> own_view(store::Snapshot&, IdentityId);
Result<void> keep(store::Tx&, IdentityId, OwnViewChange const&);

// PATCH /v1/me/view.
void add_own_view_route(http::Router&, access::Authority const&);

}  // namespace usher::signin
