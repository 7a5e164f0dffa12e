#include "bulk/watch.h"

#include "bulk/start.h"
#include "store/tx.h"

namespace usher::bulk {

Result<Watch> Watch::begin(store::Snapshot& snapshot, AccountId account) {
    Watch watch;
    auto newest = TRY(snapshot.one(
        "select job_id from bulks where account_id = $1 order by job_id desc limit 1", account));
    if (newest) watch.newest_ = newest->id<JobId>(0);
    auto run =
        TRY(snapshot.many("select job_id from bulks where account_id = $1 "
                          "and ended_at is null order by job_id limit $2",
                          account, max_begun));
    for (auto const& row : run) watch.running_[row.id<JobId>(0)] = {};
    return watch;
}

// Ids of jobs follow each other in time: those after the newest that was seen have begun since, and
// one may have ended since, too.
Result<std::vector<JobId>> Watch::to_look_at(store::Snapshot& snapshot, AccountId account) {
    auto rows = TRY(snapshot.many(
        "select job_id from bulks where account_id = $1 and job_id > $2 order by job_id limit $3",
        account, newest_, max_begun));
    std::vector<JobId> ids;
    for (auto const& [id, shown] : running_) ids.push_back(id);
    for (auto const& row : rows) ids.push_back(row.id<JobId>(0));
    if (!rows.empty()) newest_ = rows.back().id<JobId>(0);
    return ids;
}

Result<std::vector<Bulk>> Watch::news(store::Snapshot& snapshot, access::Actor const& actor) {
    auto ids = TRY(to_look_at(snapshot, actor.account.id));
    std::vector<Bulk> news;
    for (auto const& id : ids) {
        auto found = find(snapshot, actor, id);
        if (!found && found.error().code != Code::not_found) return fail(std::move(found).error());
        auto known = running_.find(id);
        if (!found) {
            if (known != running_.end()) running_.erase(known);
            continue;
        }
        Shown shown{state_of(*found), found->done + found->same + found->refused, found->total};
        auto is_new = known == running_.end() || known->second != shown;
        if (found->ended_at)
            running_.erase(id);
        else
            running_[id] = shown;
        if (is_new) news.push_back(std::move(*found));
    }
    return news;
}

}  // namespace usher::bulk
