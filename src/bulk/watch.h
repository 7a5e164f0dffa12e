// The jobs of an account that somebody follows, from one look to the next.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "access/actor.h"
#include "base/result.h"
#include "bulk/bulk.h"

namespace usher::bulk {

class Watch {
 public:
    static constexpr std::int64_t max_begun = 20;  // between two looks; the rest at the next one
    // From this snapshot on: a job that begins and ends before the first look is told, too.
    static Result<Watch> begin(store::Snapshot&, AccountId);
    // What has begun or gone on since the last time, of what the actor may look at; the first time
    // all that ran when it began, too.
    Result<std::vector<Bulk>> news(store::Snapshot&, access::Actor const&);

 private:
    using Shown = std::tuple<std::string_view, std::int64_t, std::int64_t>;
    Result<std::vector<JobId>> to_look_at(store::Snapshot&, AccountId);

    JobId newest_{};
    std::map<JobId, Shown> running_;
};

}  // namespace usher::bulk
