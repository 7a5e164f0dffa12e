#include "audit/personal.h"
#include "audit/record.h"
#include "directory/life.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

// Answers that are kept for retries: those about them, those they were given themselves, and those
// about several people; and the one that opened the account, kept under zeros, which names its
// first user. The rows stay, so that a retry still does nothing twice.
Result<void> forget_answers(store::Tx& tx, AccountId account, UserId user) {
    TRY(
        tx.exec("update idempotency set headers = null, answer = null where account_id = $1 "
                "and (about = $2 or about is null or actor = $3)",
                account, user.text(), "user:" + user.text()));
    TRY(
        tx.exec("update idempotency set headers = null, answer = null where account_id = $1 "
                "and about = $2",
                AccountId{}, account.text()));
    return {};
}

// What else speaks of the person.
Result<void> forget(store::Tx& tx, AccountId account, UserId user) {
    TRY(
        tx.exec("update links set email = '', email_key = '' "
                "where account_id = $1 and user_id = $2",
                account, user));
    TRY(tx.exec("delete from assignments where account_id = $1 and user_id = $2", account, user));
    TRY(tx.exec("delete from grants where account_id = $1 and user_id = $2", account, user));
    TRY(tx.exec("delete from grant_defaults where account_id = $1 and user_id = $2", account,
                user));
    return {};
}

}  // namespace

// Long enough that two erased users are told apart by eye; the id tells for certain.
std::string erased_name(UserId user) {
    auto text = user.text();
    std::string last;
    for (auto letter : text.substr(text.size() - 4))
        last.push_back(letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                      : letter);
    return "Erased user " + last;
}

Result<void> erase(store::Tx& tx, access::Permit<Act::users_erase> const& permit,
                   access::Account const&, User const& before, std::string const& request_id) {
    if (before.status != access::Status::deleted) {
        return fail(
            Error{Code::conflict, "users.not_deleted",
                  "This user is not deleted. Only who is deleted can be restored or erased."});
    }
    auto was = TRY(kept(tx, permit.account, before.id));
    if (was.erased) return {};
    User after = before;
    after.name = {"", erased_name(before.id)};
    after.email.clear();
    after.username.clear();
    after.fields.clear();
    after.dir_key = dir_key(after);
    TRY(
        tx.exec("update users set first_name = '', last_name = $3, email = null, "
                "email_key = null, username = null, fields = '{}', dir_key = $4, "
                "identity_id = null, restore_until = null, status_before = null, erased_at = $5, "
                "version = version + 1 where account_id = $1 and user_id = $2",
                permit.account, before.id, after.name.last, after.dir_key, tx.now()));
    TRY(keep_directory(tx, permit.account, &before, after));
    TRY(forget(tx, permit.account, before.id));
    TRY(forget_answers(tx, permit.account, before.id));
    TRY(audit::erase(tx, permit, before.id));
    audit::Event event{permit.account, "users.erase", permit.by.text(), "user:" + before.id.text(),
                       before.home};
    event.request_id = request_id;
    TRY(audit::record(tx, event));
    return tx.touch(permit.account);
}

}  // namespace usher::directory
