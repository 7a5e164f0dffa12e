#include "directory/users.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

blueprints::UserKind kind_of(std::string_view text) {
    if (text == "device") return blueprints::UserKind::device;
    return text == "service" ? blueprints::UserKind::service : blueprints::UserKind::person;
}

Result<json::Object> fields_of(std::string const& text) {
    auto value = TRY(json::parse(text));
    if (auto const* object = value.object()) return *object;
    return fail(Error{Code::internal, "internal", "A user's fields are no JSON object."});
}

}  // namespace

Result<std::optional<User>> find(store::Snapshot& snapshot, AccountId account, UserId id) {
    auto found = TRY(snapshot.one(
        "select kind, status, first_name, last_name, email, username, language, home, fields, "
        "identity_id, created_at, activated_at, last_active_at, suspended_at, deleted_at, version, "
        "dir_key from users where account_id = $1 and user_id = $2",
        account, id));
    if (!found) return std::optional<User>();
    auto const& row = *found;
    User user;
    user.id = id;
    user.kind = kind_of(row.text(0));
    user.status = access::status_named(row.text(1)).value_or(access::Status::deleted);
    user.name = {row.text(2), row.text(3)};
    user.email = row.maybe_text(4).value_or("");
    user.username = row.maybe_text(5).value_or("");
    user.language = row.text(6);
    user.home = row.integer(7);
    user.fields = TRY(fields_of(row.text(8)));
    user.identity = row.maybe_id<IdentityId>(9);
    user.created_at = row.time(10);
    user.activated_at = row.maybe_time(11);
    user.last_active_at = row.maybe_time(12);
    user.suspended_at = row.maybe_time(13);
    user.deleted_at = row.maybe_time(14);
    user.version = row.integer(15);
    user.dir_key = row.text(16);
    return std::optional<User>(std::move(user));
}

Result<std::optional<UserId>> with_email(store::Snapshot& snapshot, AccountId account,
                                         Email const& email) {
    auto row =
        TRY(snapshot.one("select user_id from user_email where account_id = $1 and email_key = $2",
                         account, email.key()));
    if (!row) return std::optional<UserId>();
    return std::optional<UserId>(row->id<UserId>(0));
}

}  // namespace usher::directory
