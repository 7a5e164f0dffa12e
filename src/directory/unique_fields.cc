#include "directory/unique_fields.h"

#include <algorithm>

#include "base/text.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

std::string key_of(json::Object const& fields, std::string const& name) {
    auto found = std::ranges::find(fields, name, &json::Member::first);
    if (found == fields.end() || found->second.null()) return {};
    auto const* text = found->second.text();
    return text ? search_fold(*text) : json::text(found->second);
}

Error taken(blueprints::Field const& field) {
    return invalid_field("fields." + field.key, "users.field_taken",
                         "Another user of this account has this " + field.label + " already.")
        .with("label", field.label);
}

Result<void> free(store::Tx& tx, AccountId account, UserId user, std::string const& field,
                  std::string const& key) {
    TRY(
        tx.exec("delete from unique_fields where account_id = $1 and field = $2 "
                "and value_key = $3 and user_id = $4",
                account, field, key, user));
    return {};
}

// True: it is theirs now, or was before.
Result<bool> take(store::Tx& tx, AccountId account, UserId user, std::string const& field,
                  std::string const& key) {
    auto rows =
        TRY(tx.exec("insert into unique_fields (account_id, field, value_key, user_id) "
                    "values ($1, $2, $3, $4) on conflict (account_id, field, value_key) do nothing",
                    account, field, key, user));
    return rows == 1;
}

}  // namespace

Result<void> keep_unique(store::Tx& tx, access::Account const& account, UserId user,
                         json::Object const& before, json::Object const& after) {
    for (auto const& field : account.blueprint->fields) {
        if (!field.unique) continue;
        auto was = key_of(before, field.key), is = key_of(after, field.key);
        if (was == is) continue;
        if (!was.empty()) TRY(free(tx, account.id, user, field.key, was));
        if (!is.empty() && !TRY(take(tx, account.id, user, field.key, is)))
            return fail(taken(field));
    }
    return {};
}

}  // namespace usher::directory
