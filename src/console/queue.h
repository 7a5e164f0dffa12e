// The work of the whole instance, as its operators see it: what waits, what has failed and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "base/result.h"
#include "jobs/jobs.h"
#include "mail/outbox.h"

namespace usher::console {

using ListPermit = access::OperatorPermit<access::InstanceAct::accounts_list>;
using ManagePermit = access::OperatorPermit<access::InstanceAct::jobs_manage>;

constexpr std::int64_t max_page = 200;
constexpr std::int64_t max_counted = 10'000;

struct Wanted {
    std::string state = "waiting";  // or "failed", "done"
    std::string kind = {};          // "mail", or any
    std::string after = {};         // the cursor of the page before
    std::int64_t limit = 50;
};
struct Work {
    JobId id;
    std::optional<std::string> account;  // its slug; nothing: the instance's
    std::string kind, state, error;
    std::string to, letter;  // of a mail: whom, and which letter ("mail.invitation"). Never a link.
    std::int64_t attempts = 0;
    Time due, created;
    std::optional<Time> ended;
};
struct Queue {
    std::vector<Work> items;
    std::optional<std::string> next;
};
// What waits in the order in which it is due, what has ended with the newest first.
Result<Queue> list(store::Snapshot&, mail::Outbox const&, ListPermit const&, Wanted const&);

// How many there are, counted up to max_counted.
struct Counts {
    std::int64_t waiting = 0, failed = 0;
};
Result<Counts> counts(store::Snapshot&, ListPermit const&, std::string const& kind);

// Has failed work done once more, now. `jobs.not_failed`, `not_found`. Recorded in the instance's
// chain.
Result<void> retry(store::Tx&, jobs::Queue const&, ManagePermit const&, JobId,
                   std::string const& request_id);

}  // namespace usher::console
