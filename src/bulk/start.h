// Beginning one act upon many, and looking at it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "bulk/bulk.h"
#include "jobs/jobs.h"

namespace usher::bulk {

struct Wanted {
    Do act = Do::suspend;
    Params params = {};
    std::vector<UserId> users = {};  // or
    std::optional<std::string> filter = {};
};
// `access.no_act` where its act is held nowhere; `roles.unknown`, `not_found` for a role or place
// that is not there; `bulk.too_many`.
Result<JobId> start(store::Tx&, jobs::Queue const&, access::Actor const&, Wanted const&);
// A second one that takes back what the first changed. `bulk.running`, `bulk.not_undoable`.
Result<JobId> start_undo(store::Tx&, jobs::Queue const&, access::Actor const&, Bulk const& of);

// `not_found` also for who did not start it.
Result<Bulk> find(store::Snapshot&, access::Actor const&, JobId);
// The same without asking who reads: for the one who works on it.
Result<std::optional<Bulk>> load(store::Snapshot&, AccountId, JobId);

struct Line {
    std::int64_t number = 0;
    UserId user;
    std::string state, code, detail;
    json::Value params;       // what the sentence of `code` is filled with
    std::string name, email;  // empty where the reader does not see the user now (threat 46)
};
Result<std::vector<Line>> lines(store::Snapshot&, access::Actor const&, Bulk const&,
                                std::string const& state, std::int64_t after, std::int64_t limit);

}  // namespace usher::bulk
