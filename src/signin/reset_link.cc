#include "signin/reset_link.h"

#include "signin/recovery.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

Error link_ended() {
    return Error{Code::gone, "passwords.link_ended",
                 "This link is used up or was replaced by a newer one. Ask for a new one."};
}

}  // namespace

// Counted by the account's own links only: whether others sent some too is not to be learned. And
// by mailbox: who asks for one address does not keep the link from the other (ST7).
Result<Duration> wait_for_next(store::Snapshot& snapshot, ResetFor const& reset,
                               Email const& email) {
    auto row = TRY(snapshot.one(
        "select count(*), coalesce(max(created_at), 0) from links where identity_id = $1 "
        "and created_at > $2 and account_id = $3 and purpose = 'reset' and email_key = $4",
        reset.identity, snapshot.now() - days(1), reset.account, email.key()));
    if (row->integer(0) == 0) return Duration{};
    auto apart = row->integer(0) < resets_a_day ? resets_apart : resets_apart_beyond;
    return row->time(1) + apart - snapshot.now();
}

Result<Token> new_reset_link(store::Tx& tx, ResetFor const& reset, Email const& email) {
    TRY(end_reset_links(tx, reset.identity));
    auto token = new_token(tx.random());
    TRY(
        tx.exec("insert into links (digest, purpose, account_id, user_id, email, email_key, "
                "sent_by, created_at, expires_at, identity_id) "
                "values ($1, 'reset', $2, $3, $4, $5, $6, $7, $8, $9)",
                token.digest, reset.account, reset.user, email.address(), email.key(),
                reset.sent_by, tx.now(), tx.now() + reset_ttl, reset.identity));
    return token;
}

Result<void> end_reset_links(store::Tx& tx, IdentityId identity) {
    TRY(
        tx.exec("update links set ended_at = $2 where identity_id = $1 and purpose = 'reset' "
                "and used_at is null and ended_at is null "
                "/* across accounts: the links are the identity's */",
                identity, tx.now()));
    return {};
}

Result<ResetLink> look_at_reset(store::Snapshot& snapshot, Secret const& token) {
    auto digest = token_digest(token.reveal());
    if (!digest) return fail(link_ended());
    auto row = TRY(snapshot.one(
        "select l.identity_id, l.email, l.email_key, l.account_id, l.expires_at from links l "
        "where l.digest = $1 and l.purpose = 'reset' and l.used_at is null and l.ended_at is null "
        "and (exists (select 1 from identity_emails e where e.email_key = l.email_key "
        "and e.identity_id = l.identity_id) or exists (select 1 from recovery_emails r "
        "where r.identity_id = l.identity_id and r.email_key = l.email_key)) "
        "/* across accounts: the links are the identity's */",
        *digest));
    if (!row) return fail(link_ended());
    if (row->time(4) <= snapshot.now()) {
        return fail(Error{Code::gone, "passwords.link_expired",
                          "This link has expired. Ask for a new one."});
    }
    return ResetLink{*digest, row->id<IdentityId>(0), Email::stored(row->text(1), row->text(2)),
                     !row->id<AccountId>(3).none()};
}

}  // namespace usher::signin
