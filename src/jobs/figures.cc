#include "jobs/figures.h"

#include <map>

#include "store/tx.h"

namespace usher::jobs {

Result<std::vector<Figures>> figures(store::Snapshot& snapshot) {
    auto waiting =
        TRY(snapshot.many("select kind, count(*), min(due_at) from jobs where state = 'waiting' "
                          "group by kind /* across accounts: what the server has to do */"));
    auto failed =
        TRY(snapshot.many("select kind, count(*) from jobs where state = 'failed' and "
                          "done_at is not null group by kind "
                          "/* across accounts: what the server could not do */"));
    std::map<std::string, Figures> kinds;
    for (auto const& row : waiting) {
        auto& kind = kinds[row.text(0)];
        kind.waiting = row.integer(1);
        if (row.time(2) <= snapshot.now()) kind.oldest_due = row.time(2);
    }
    for (auto const& row : failed) kinds[row.text(0)].failed = row.integer(1);
    std::vector<Figures> all;
    for (auto& [name, kind] : kinds) {
        kind.kind = name;
        all.push_back(std::move(kind));
    }
    return all;
}

}  // namespace usher::jobs
