#include "audit/query.h"

#include "store/tx.h"

namespace usher::audit {
namespace {

Link link_of(store::Row const& row, AccountId account) {
    Link link;
    link.account = account;
    link.seq = row.integer(0);
    link.event = row.id<EventId>(1);
    link.at = row.time(2);
    link.act = row.text(3);
    link.by = row.text(4);
    link.target = row.text(5);
    link.place = row.integer(6);
    link.request_id = row.text(7);
    link.details = row.maybe_text(8);
    link.salt = row.text(9);
    link.details_digest = row.digest(10);
    link.hash = row.digest(11);
    link.personal = row.maybe_text(12);
    link.personal_salt = row.maybe_text(13).value_or("");
    if (!row.null(14)) link.personal_digest = row.digest(14);
    return link;
}

std::vector<Link> links_of(store::Rows const& rows, AccountId account) {
    std::vector<Link> links;
    for (auto const& row : rows) links.push_back(link_of(row, account));
    return links;
}

Result<std::vector<Link>> chain_of(store::Snapshot& snapshot, AccountId account, std::int64_t after,
                                   std::int64_t limit) {
    auto rows = TRY(snapshot.many(
        "select seq, event_id, at, act, by_actor, target, place, request_id, details, salt, "
        "details_digest, hash, personal, personal_salt, personal_digest from audit where "
        "account_id = $1 and seq > $2 order by seq limit $3",
        account, after, limit));
    return links_of(rows, account);
}

}  // namespace

Result<std::vector<Link>> events(store::Snapshot& snapshot,
                                 access::Permit<Act::audit_view> const& permit,
                                 Filter const& filter) {
    auto before = filter.before > 0 ? filter.before : std::numeric_limits<std::int64_t>::max();
    // Two statements, for two indexes: one target's few events are found without walking all.
    if (filter.target.empty()) {
        auto rows = TRY(snapshot.many(
            "select seq, event_id, at, act, by_actor, target, place, request_id, details, salt, "
            "details_digest, hash, personal, personal_salt, personal_digest from audit where "
            "account_id = $1 and seq < $2 "
            "and {within place, $3} order by seq desc limit $4",
            permit.account, before, permit.reach.bound(), filter.limit));
        return links_of(rows, permit.account);
    }
    auto rows = TRY(snapshot.many(
        "select seq, event_id, at, act, by_actor, target, place, request_id, details, salt, "
        "details_digest, hash, personal, personal_salt, personal_digest from audit where "
        "account_id = $1 and target = $2 and seq < $3 "
        "and {within place, $4} order by seq desc limit $5",
        permit.account, filter.target, before, permit.reach.bound(), filter.limit));
    return links_of(rows, permit.account);
}

Result<std::vector<Link>> chain(store::Snapshot& snapshot,
                                access::Permit<Act::audit_export> const& permit, std::int64_t after,
                                std::int64_t limit) {
    return chain_of(snapshot, permit.account, after, limit);
}

Result<std::vector<Link>> instance_chain(
    store::Snapshot& snapshot, access::OperatorPermit<access::InstanceAct::accounts_list> const&,
    std::int64_t after, std::int64_t limit) {
    return chain_of(snapshot, AccountId{}, after, limit);
}

Result<std::optional<std::int64_t>> sequence_of(store::Snapshot& snapshot, AccountId account,
                                                EventId event) {
    auto row = TRY(snapshot.one("select seq from audit where account_id = $1 and event_id = $2",
                                account, event));
    return row ? std::optional(row->integer(0)) : std::nullopt;
}

Result<std::optional<Named>> named(store::Snapshot& snapshot, AccountId account, UserId user) {
    auto row =
        TRY(snapshot.one("select first_name, last_name, email, home from users "
                         "where account_id = $1 and user_id = $2",
                         account, user));
    if (!row) return std::optional<Named>();
    auto first = row->text(0), last = row->text(1);
    auto name = first.empty() || last.empty() ? first + last : first + " " + last;
    return std::optional<Named>(
        Named{user, name, row->maybe_text(2).value_or(""), row->integer(3)});
}

}  // namespace usher::audit
