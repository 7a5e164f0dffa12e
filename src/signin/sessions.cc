#include "signin/sessions.h"

#include "store/tx.h"

namespace usher::signin {

Result<std::vector<Session>> sessions_of(store::Snapshot& snapshot, IdentityId identity) {
    auto rows = TRY(snapshot.many(
        "select session_id, user_agent, address, created_at, last_seen_at from sessions "
        "where identity_id = $1 and expires_at > $2 order by last_seen_at desc, session_id limit "
        "$3",
        identity, snapshot.now(), max_sessions_listed));
    std::vector<Session> sessions;
    for (auto const& row : rows) {
        sessions.push_back(
            {row.id<SessionId>(0), row.text(1), row.text(2), row.time(3), row.time(4)});
    }
    return sessions;
}

Result<void> end_session(store::Tx& tx, IdentityId identity, SessionId session) {
    auto ended =
        TRY(tx.exec("delete from sessions where session_id = $1 and identity_id = $2 "
                    "and expires_at > $3",
                    session, identity, tx.now()));
    if (ended == 0) return fail(not_found());
    tx.stir(identity);
    return {};
}

Result<void> end_sessions(store::Tx& tx, IdentityId identity) {
    TRY(tx.exec("delete from sessions where identity_id = $1", identity));
    tx.stir(identity);
    return {};
}

Result<void> end_other_sessions(store::Tx& tx, IdentityId identity, SessionId stays) {
    TRY(tx.exec("delete from sessions where identity_id = $1 and session_id <> $2", identity,
                stays));
    tx.stir(identity);
    return {};
}

}  // namespace usher::signin
