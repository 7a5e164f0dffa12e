#include "console/operators.h"

#include "audit/record.h"
#include "store/tx.h"

namespace usher::console {

Result<std::vector<Operator>> operators(
    store::Snapshot& snapshot, access::OperatorPermit<access::InstanceAct::accounts_list> const&) {
    auto rows = TRY(snapshot.many(
        "select o.identity_id, o.name, o.created_at, (select min(e.email) from identity_emails e "
        "where e.identity_id = o.identity_id) from operators o order by o.created_at, "
        "o.identity_id limit $1",
        max_operators));
    std::vector<Operator> all;
    for (auto const& row : rows)
        all.push_back(
            {row.id<IdentityId>(0), row.text(1), row.maybe_text(3).value_or(""), row.time(2)});
    return all;
}

namespace {

// The log goes on saying who it was.
Result<void> keep_name(store::Tx& tx, IdentityId who) {
    TRY(
        tx.exec("insert into former_operators (identity_id, name, removed_at) "
                "select o.identity_id, case when o.name <> '' then o.name else coalesce("
                "(select min(e.email) from identity_emails e where e.identity_id = o.identity_id), "
                "'') end, $2 from operators o where o.identity_id = $1 "
                "on conflict (identity_id) do update set name = excluded.name, "
                "removed_at = excluded.removed_at",
                who, tx.now()));
    return {};
}

// RT34: whoever is no user anywhere is forgotten after a while, as others are.
Result<void> keep_alone(store::Tx& tx, IdentityId who) {
    auto until = tx.now() + kept_alone;
    TRY(
        tx.exec("update identities set alone_until = case when alone_until > $2 then alone_until "
                "else $2 end where identity_id = $1 "
                "and not exists (select 1 from memberships_of where identity_id = $1) "
                "/* across accounts: a person is not alone while one of them has them */",
                who, until));
    return {};
}

}  // namespace

Result<void> remove(store::Tx& tx,
                    access::OperatorPermit<access::InstanceAct::operators_invite> const& permit,
                    IdentityId who, std::string const& request_id) {
    // One after the other: two who remove each other leave one.
    TRY(tx.one("select one from instance where one = 1 {for_no_key_update}"));
    auto known = TRY(tx.one("select 1 from operators where identity_id = $1", who));
    if (!known) return fail(not_found());
    auto others = TRY(tx.one("select 1 from operators where identity_id <> $1 limit 1", who));
    if (!others)
        return fail(Error{Code::conflict, "operators.last",
                          "This is the last operator. Invite another one first."});
    TRY(keep_name(tx, who));
    TRY(tx.exec("delete from operators where identity_id = $1", who));
    TRY(keep_alone(tx, who));
    TRY(
        tx.exec("update support_access set ended_at = $2 where identity_id = $1 "
                "and ended_at is null and until_at > $2 "
                "/* across accounts: wherever they look in */",
                who, tx.now()));
    tx.stir(who);
    auto text = access::ActorId{access::ActorId::Kind::operator_, who.bytes}.text();
    audit::Event event{AccountId{}, "operators.remove", permit.by.text(), text};
    event.request_id = request_id;
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace usher::console
