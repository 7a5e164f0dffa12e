#include "console/queue.h"

#include <charconv>

#include "audit/record.h"
#include "store/tx.h"

namespace usher::console {
namespace {

// A place in the list: the time that orders it, and the id where two are of one moment.
struct Cursor {
    std::int64_t at = 0;
    JobId id;
};

std::string text_of(Cursor const& cursor) {
    return std::to_string(cursor.at) + "." + cursor.id.text();
}

Result<std::optional<Cursor>> cursor_in(std::string const& text) {
    if (text.empty()) return std::optional<Cursor>();
    auto dot = text.find('.');
    auto id =
        dot == text.npos ? std::nullopt : JobId::parse(std::string_view(text).substr(dot + 1));
    std::int64_t at = 0;
    auto read = std::from_chars(text.data(), text.data() + std::min(dot, text.size()), at);
    if (!id || read.ec != std::errc())
        return fail(invalid_field("after", "id.malformed", "after is no cursor of ours."));
    return std::optional<Cursor>({at, *id});
}

Work work_of(store::Row const& row, mail::Outbox const& outbox) {
    Work work;
    work.id = row.id<JobId>(0);
    work.account = row.maybe_text(1);
    work.kind = row.text(2);
    work.state = row.text(3);
    work.due = row.time(4);
    work.attempts = row.integer(5);
    work.error = row.maybe_text(6).value_or("");
    work.created = row.time(7);
    work.ended = row.maybe_time(8);
    if (work.kind != mail::job_kind) return work;
    if (auto about = outbox.about(row.text(9), work.id)) {
        work.to = about->to;
        work.letter = about->text;
    }
    return work;
}

constexpr std::string_view columns =
    "/* across accounts: the operators' queue */ select j.job_id, a.slug, j.kind, j.state, "
    "j.due_at, j.attempts, j.last_error, j.created_at, j.done_at, j.payload from jobs j "
    "left join accounts a on a.account_id = j.account_id ";

Result<store::Rows> waiting(store::Snapshot& snapshot, Wanted const& wanted,
                            std::optional<Cursor> const& after) {
    auto from = after.value_or(Cursor{std::numeric_limits<std::int64_t>::min(), {}});
    return snapshot.many(std::string(columns) +
                             "where j.state = 'waiting' and ($1 = '' or j.kind = $1) "
                             "and (j.due_at > $2 or (j.due_at = $2 and j.job_id > $3)) "
                             "order by j.due_at, j.job_id limit $4",
                         wanted.kind, from.at, from.id, wanted.limit + 1);
}

Result<store::Rows> ended(store::Snapshot& snapshot, Wanted const& wanted,
                          std::optional<Cursor> const& after) {
    auto from = after.value_or(Cursor{std::numeric_limits<std::int64_t>::max(), {}});
    return snapshot.many(
        std::string(columns) +
            "where j.state = $1 and j.done_at is not null and ($2 = '' or j.kind = $2) "
            "and (j.done_at < $3 or (j.done_at = $3 and j.job_id < $4)) "
            "order by j.done_at desc, j.job_id desc limit $5",
        wanted.state, wanted.kind, from.at, from.id, wanted.limit + 1);
}

Result<std::int64_t> counted(store::Snapshot& snapshot, std::string_view state,
                             std::string const& kind) {
    auto row = TRY(snapshot.one(
        "select count(*) from (select 1 from jobs where state = $1 and ($2 = '' or kind = $2) "
        "limit $3) as some /* across accounts: the operators' queue */",
        state, kind, max_counted));
    return row ? row->integer(0) : 0;
}

}  // namespace

Result<Queue> list(store::Snapshot& snapshot, mail::Outbox const& outbox, ListPermit const&,
                   Wanted const& wanted) {
    auto after = TRY(cursor_in(wanted.after));
    bool waits = wanted.state == "waiting";
    auto rows = TRY(waits ? waiting(snapshot, wanted, after) : ended(snapshot, wanted, after));
    Queue queue;
    for (auto const& row : rows) {
        if (static_cast<std::int64_t>(queue.items.size()) == wanted.limit) {
            auto const& last = queue.items.back();
            queue.next = text_of({(waits ? last.due : last.ended.value_or(last.due)).ms, last.id});
            break;
        }
        queue.items.push_back(work_of(row, outbox));
    }
    return queue;
}

Result<Counts> counts(store::Snapshot& snapshot, ListPermit const&, std::string const& kind) {
    auto waiting = TRY(counted(snapshot, "waiting", kind));
    auto failed = TRY(counted(snapshot, "failed", kind));
    return Counts{waiting, failed};
}

Result<void> retry(store::Tx& tx, jobs::Queue const& queue, ManagePermit const& permit, JobId id,
                   std::string const& request_id) {
    TRY(queue.again(tx, id));
    audit::Event event{AccountId{}, "jobs.retry", permit.by.text(), "job:" + id.text()};
    event.request_id = request_id;
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace usher::console
