#include "signin/entries.h"

#include <algorithm>

#include "access/errors.h"
#include "store/tx.h"

namespace usher::signin {

Result<Entries> entries_of(store::Snapshot& snapshot, AccountId account, UserId user) {
    Entries entries;
    auto row =
        TRY(snapshot.one("select reset_needed, entries_after, identity_id from users "
                         "where account_id = $1 and user_id = $2",
                         account, user));
    if (!row) return fail(not_found());
    entries.reset_needed = row->boolean(0);
    auto identity = row->maybe_id<IdentityId>(2);
    if (!identity) return entries;
    auto rows = TRY(
        snapshot.many("select s.user_agent, s.address, e.first_at, e.last_at from entries e "
                      "join sessions s on s.session_id = e.session_id and s.identity_id = $3 "
                      "where e.account_id = $1 and e.user_id = $2 and s.expires_at > $4 "
                      "and s.authenticated_at > $5 order by e.last_at desc, e.session_id limit $6",
                      account, user, *identity, snapshot.now(), row->time(1), max_entries_listed));
    for (auto const& one : rows)
        entries.items.push_back({one.text(0), one.text(1), one.time(2), one.time(3)});
    return entries;
}

Result<void> may_read_entries(access::Actor const& actor, access::Subject const& subject) {
    auto can = access::can(actor, subject);
    if (std::find(can.begin(), can.end(), "reset") != can.end()) return {};
    if (actor.user == subject.user) return fail(access::refusal("access.self"));
    bool holds = access::holds(actor.held, Act::users_reset, subject.home, actor.places);
    return fail(access::refusal(holds ? "access.not_contained" : "access.no_act"));
}

Result<void> note_entry(store::Tx& tx, AccountId account, UserId user, SessionId session) {
    TRY(
        tx.exec("insert into entries (account_id, user_id, session_id, first_at, last_at) "
                "values ($1, $2, $3, $4, $4) on conflict (account_id, user_id, session_id) "
                "do update set last_at = excluded.last_at",
                account, user, session, tx.now()));
    return {};
}

}  // namespace usher::signin
