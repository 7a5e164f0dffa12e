#include "signin/identity.h"
#include "store/tx.h"

namespace usher::signin {

Result<std::optional<Identity>> identity_of(store::Snapshot& snapshot, Email const& email) {
    auto row = TRY(snapshot.one(
        "select i.identity_id, i.password_hash, i.password_version from identity_emails e "
        "join identities i on i.identity_id = e.identity_id where e.email_key = $1",
        email.key()));
    if (!row) return std::optional<Identity>();
    Identity identity{row->id<IdentityId>(0), row->maybe_text(1).value_or(""), row->integer(2)};
    return std::optional<Identity>(std::move(identity));
}

Result<std::optional<Identity>> identity_of(store::Snapshot& snapshot, IdentityId id) {
    auto row =
        TRY(snapshot.one("select password_hash, password_version from identities "
                         "where identity_id = $1",
                         id));
    if (!row) return std::optional<Identity>();
    Identity identity{id, row->maybe_text(0).value_or(""), row->integer(1)};
    return std::optional<Identity>(std::move(identity));
}

Result<IdentityId> create_identity(store::Tx& tx, Email const& email,
                                   std::string const& password_hash) {
    auto id = tx.new_id<IdentityId>();
    TRY(
        tx.exec("insert into identities (identity_id, password_hash, password_version, created_at) "
                "values ($1, $2, 1, $3)",
                id, password_hash, tx.now()));
    TRY(
        tx.exec("insert into identity_emails (email_key, identity_id, email, verified_at) "
                "values ($1, $2, $3, $4)",
                email.key(), id, email.address(), tx.now()));
    return id;
}

Result<bool> holds_password(store::Tx& tx, Identity const& verified) {
    auto row =
        TRY(tx.one("select 1 from identities where identity_id = $1 and password_version = $2 "
                   "{for_no_key_update}",
                   verified.id, verified.password_version));
    return row.has_value();
}

Result<bool> replace_password(store::Tx& tx, Identity const& verified,
                              std::string const& password_hash) {
    auto changed =
        TRY(tx.exec("update identities set password_hash = $3, "
                    "password_version = password_version + 1 "
                    "where identity_id = $1 and password_version = $2",
                    verified.id, verified.password_version, password_hash));
    return changed == 1;
}

Result<void> set_password(store::Tx& tx, IdentityId id, std::string const& password_hash) {
    TRY(
        tx.exec("update identities set password_hash = $2, "
                "password_version = password_version + 1 where identity_id = $1",
                id, password_hash));
    return {};
}

Result<std::string> email_of(store::Snapshot& snapshot, IdentityId id) {
    auto row =
        TRY(snapshot.one("select email from identity_emails where identity_id = $1 "
                         "order by verified_at limit 1",
                         id));
    return row ? row->text(0) : std::string();
}

}  // namespace usher::signin
