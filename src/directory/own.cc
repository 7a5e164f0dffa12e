#include "directory/own.h"

#include <algorithm>

namespace usher::directory {
namespace {

bool offered(blueprints::Field const& field, access::Account const& account) {
    if (!field.self || field.retired) return false;
    if (field.features.empty()) return true;
    return std::any_of(field.features.begin(), field.features.end(),
                       [&](auto const& feature) { return account.features.contains(feature); });
}

}  // namespace

std::vector<blueprints::Field const*> own_fields(access::Account const& account) {
    std::vector<blueprints::Field const*> own;
    for (auto const& field : account.blueprint->fields)
        if (offered(field, account)) own.push_back(&field);
    return own;
}

Result<User> own_user(store::Snapshot& snapshot, access::Actor const& actor) {
    if (actor.id.kind != access::ActorId::Kind::user) return fail(not_found());
    auto user = TRY(find(snapshot, actor.account.id, actor.user));
    if (!user) return fail(not_found());
    return *user;
}

}  // namespace usher::directory
