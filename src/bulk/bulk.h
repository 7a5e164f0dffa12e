// One act upon many users: a job that works as its starter, whose rights are read again for every
// chunk; each row passes the gate alone and is refused alone (RT8, RT21). What it changed can be
// taken back by a second one, where nobody else has touched the user since.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "base/id.h"
#include "base/json.h"
#include "base/time.h"

namespace usher::bulk {

enum class Do : std::uint8_t {
    suspend,
    resume,
    delete_,
    restore,
    resend,
    revoke,
    give_role,
    take_role,
    move,
    undo
};
std::string_view name(Do);
std::optional<Do> named(std::string_view);
// The act that it needs; who holds it nowhere cannot start it.
Act act_of(Do);
bool can_be_undone(Do);

// What to give, take, or where to move: as asked for, by names that stay.
struct Params {
    std::string role = {}, place = {}, home = {};
};
json::Value to_json(Params const&);
Params params_of(json::Value const&);

struct Bulk {
    AccountId account;
    JobId job;
    Do act = Do::suspend;
    Params params;
    std::optional<std::string> filter;  // a list's query, while its users are being collected
    std::string filter_after;
    access::ActorId started_by;
    std::optional<JobId> undo_of, undone_by;
    std::string stopped;  // an error key: the rows that were left are refused for it
    std::int64_t total = 0, done = 0, same = 0, refused = 0;
    Time created_at;
    std::optional<Time> ended_at;
};

// collecting, running, done, stopped
std::string_view state_of(Bulk const&);

constexpr std::size_t max_users = 1000;         // named one by one
constexpr std::int64_t max_rows = 1'000'000;    // found by a filter
constexpr std::int64_t max_open = 5;            // of one account at once
constexpr std::size_t max_filter = 2000;        // bytes of a list's query
constexpr std::int64_t rows_a_chunk = 20;       // of one transaction
constexpr std::int64_t found_a_chunk = 100;     // users collected in one transaction
constexpr std::int64_t refused_a_chunk = 1000;  // rows of a job that was stopped
constexpr int chunks_a_turn = 25;               // then other jobs have theirs
constexpr std::int64_t max_csv_rows = 10'000;   // of one piece of a file

}  // namespace usher::bulk
