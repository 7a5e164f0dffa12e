#include "audit/record.h"
#include "signin/correspondence.h"
#include "signin/recovery.h"
#include "signin/reset_link.h"
#include "signin/sessions.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

// Exactly one of those who try at once wins.
Result<void> use_up(store::Tx& tx, ResetLink const& link) {
    auto won =
        TRY(tx.exec("update links set used_at = $2 where digest = $1 and purpose = 'reset' "
                    "and used_at is null and ended_at is null and expires_at > $2 "
                    "/* across accounts: the links are the identity's */",
                    link.digest, tx.now()));
    if (won == 1) return {};
    return fail(Error{Code::gone, "passwords.link_ended",
                      "This link is used up or was replaced by a newer one. Ask for a new one."});
}

// RT41: the accounts that waited for a new password are entered again.
Result<void> open_accounts(store::Tx& tx, IdentityId identity) {
    auto rows = TRY(
        tx.many("select u.account_id, u.user_id from memberships_of m join users u "
                "on u.account_id = m.account_id and u.user_id = m.user_id "
                "where m.identity_id = $1 and u.reset_needed = 1 order by u.account_id limit 1000 "
                "/* across accounts: one person's own */",
                identity));
    for (auto const& row : rows) {
        auto account = row.id<AccountId>(0);
        TRY(tx.lock(account));  // before the row: whoever changes a user does it in this order
        TRY(tx.exec("update users set reset_needed = 0 where account_id = $1 and user_id = $2",
                    account, row.id<UserId>(1)));
        TRY(tx.touch(account));
    }
    return {};
}

// In the instance's chain: no account learns what a person does with the own password (RT38).
Result<void> record(store::Tx& tx, IdentityId identity, std::string_view act,
                    std::string_view email, NewPassword const& wanted) {
    auto who = "identity:" + identity.text();
    json::Object details;
    if (!email.empty()) details.emplace_back("email", std::string(email));
    details.emplace_back("sessions_ended", wanted.others == OtherSessions::end);
    audit::Event event{AccountId{}, std::string(act), who, who};
    event.request_id = wanted.request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<void> reset_password(store::Tx& tx, mail::Outbox const& outbox,
                            blueprints::Catalog const& catalog, ResetLink const& link,
                            NewPassword const& wanted) {
    TRY(use_up(tx, link));
    TRY(set_password(tx, link.identity, wanted.hash));
    TRY(end_reset_links(tx, link.identity));
    TRY(open_accounts(tx, link.identity));
    auto now = wanted;
    if (link.by_administrator) now.others = OtherSessions::end;
    if (now.others == OtherSessions::end) TRY(end_sessions(tx, link.identity));
    TRY(tell_of_change(tx, outbox, catalog, link.identity));
    return record(tx, link.identity, "passwords.reset", link.email.address(), now);
}

Result<NewSession> change_password(store::Tx& tx, mail::Outbox const& outbox,
                                   blueprints::Catalog const& catalog, Identity const& known,
                                   NewPassword const& wanted, From const& from) {
    if (!TRY(replace_password(tx, known, wanted.hash))) {
        return fail(Error{Code::conflict, "passwords.changed_meanwhile",
                          "Your password has just been changed elsewhere. Sign in with the new "
                          "one."});
    }
    TRY(end_reset_links(tx, known.id));
    TRY(end_sessions(tx, known.id));
    TRY(tell_of_change(tx, outbox, catalog, known.id));
    TRY(record(tx, known.id, "passwords.change", "", wanted));
    return start_session(tx, known.id, from);
}

}  // namespace usher::signin
