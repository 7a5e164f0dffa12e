#include "signin/session.h"

#include "base/text.h"
#include "directory/users.h"
#include "signin/entries.h"

namespace usher::signin {
namespace {

constexpr std::size_t max_user_agent = 200;

// At most so many bytes, no broken character at the cut.
std::string cut(std::string_view text) {
    auto part = std::string(text.substr(0, max_user_agent));
    while (!part.empty() && !well_formed(part)) part.pop_back();
    return part;
}

}  // namespace

std::string cookie(Token const& token) {
    auto max_age_s = session_ttl.ms / 1000;
    return http::cookie_text(http::session_cookie, token.text.reveal(), max_age_s);
}
std::string ended_cookie() { return http::cookie_text(http::session_cookie, "", 0); }

Result<NewSession> start_session(store::Tx& tx, IdentityId identity, From const& from,
                                 std::optional<Time> proved) {
    NewSession session{tx.new_id<SessionId>(), new_token(tx.random())};
    TRY(
        tx.exec("insert into sessions (digest, session_id, identity_id, created_at, "
                "authenticated_at, last_seen_at, expires_at, user_agent, address) "
                "values ($1, $2, $3, $4, $8, $4, $5, $6, $7)",
                session.token.digest, session.id, identity, tx.now(), tx.now() + session_idle,
                cut(from.user_agent), from.address, proved.value_or(tx.now())));
    tx.stir(identity);
    TRY(tx.exec("delete from sessions where identity_id = $1 and expires_at <= $2", identity,
                tx.now()));
    // Whoever signs in again and again must not fill the store: the ones unused longest go.
    TRY(
        tx.exec("delete from sessions where identity_id = $1 and session_id not in "
                "(select session_id from sessions where identity_id = $1 "
                "order by last_seen_at desc, session_id desc limit $2)",
                identity, max_sessions));
    TRY(
        tx.exec("delete from entries where (account_id, user_id) in "
                "(select account_id, user_id from memberships_of where identity_id = $1) "
                "and session_id not in (select session_id from sessions where identity_id = $1) "
                "/* across accounts: one person's own */",
                identity));
    return session;
}

Result<Token> renew_session(store::Tx& tx, SessionId session) {
    auto token = new_token(tx.random());
    auto whose =
        TRY(tx.one("update sessions set digest = $2, authenticated_at = $3, last_seen_at = $3 "
                   "where session_id = $1 returning identity_id",
                   session, token.digest, tx.now()));
    if (whose) tx.stir(whose->id<IdentityId>(0));
    return token;
}

Result<void> end_session(store::Tx& tx, http::Credential const& credential) {
    auto digest = token_digest(credential.token.reveal());
    if (!digest) return {};
    auto whose =
        TRY(tx.one("delete from sessions where digest = $1 returning identity_id", *digest));
    if (whose) tx.stir(whose->id<IdentityId>(0));
    return {};
}

Result<bool> seen_lately(store::Snapshot& snapshot, http::Credential const& credential,
                         std::optional<AccountId> account) {
    auto digest = token_digest(credential.token.reveal());
    if (credential.kind != http::Credential::Kind::session || !digest) return true;
    auto row = TRY(snapshot.one(
        "select last_seen_at, identity_id, session_id from sessions where digest = $1", *digest));
    if (!row) return true;
    auto since = snapshot.now() - seen_every;
    if (row->time(0) <= since) return false;
    if (!account) return true;
    auto noted = TRY(snapshot.one(
        "select e.last_at from memberships_of m left join entries e "
        "on e.account_id = m.account_id and e.user_id = m.user_id and e.session_id = $3 "
        "where m.identity_id = $1 and m.account_id = $2",
        row->id<IdentityId>(1), *account, row->id<SessionId>(2)));
    return !noted || noted->maybe_time(0).value_or(Time{}) > since;
}

// A session lives a week from its last use, and a month from its beginning at most.
Result<void> note_seen(store::Tx& tx, http::Credential const& credential,
                       std::optional<AccountId> account) {
    auto digest = token_digest(credential.token.reveal());
    if (!digest) return {};
    auto row =
        TRY(tx.one("select identity_id, created_at, session_id from sessions where digest = $1 "
                   "and expires_at > $2",
                   *digest, tx.now()));
    if (!row) return {};
    auto expires = std::min(row->time(1) + session_ttl, tx.now() + session_idle);
    TRY(tx.exec("update sessions set last_seen_at = $2, expires_at = $3 where digest = $1", *digest,
                tx.now(), expires));
    if (!account) return {};
    auto user =
        TRY(tx.one("select user_id from memberships_of where identity_id = $1 and account_id = $2",
                   row->id<IdentityId>(0), *account));
    if (!user) return {};
    auto id = user->id<UserId>(0);
    TRY(directory::note_active(tx, *account, id, tx.now()));
    return note_entry(tx, *account, id, row->id<SessionId>(2));
}

}  // namespace usher::signin
