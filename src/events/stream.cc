#include "events/stream.h"

#include "access/permit.h"
#include "store/store.h"

namespace usher::events {

void fields(FieldVisitor& v, JobProgress& job) {
    v.field("id", job.id);
    v.field("kind", job.kind, {.choices = {"bulk"}});
    v.field("state", job.state, {.choices = {"collecting", "running", "done", "stopped"}});
    v.field("done", job.done, {.about = "Rows that were tried."});
    v.field("total", job.total, {.about = "Absent while who matches is being collected."});
}

namespace {

std::string told(bulk::Bulk const& bulk) {
    JobProgress job;
    job.id = bulk.job;
    job.state = bulk::state_of(bulk);
    job.done = bulk.done + bulk.same + bulk.refused;
    if (!bulk.filter) job.total = bulk.total;
    return http::event_text("job", to_json(job));
}

}  // namespace

// What was heard is taken before anything is read: what comes meanwhile is heard the next time. An
// error of the store ends the stream, too; its reader asks again.
std::optional<std::string> AccountStream::look() {
    auto heard = ear_->take();
    auto found = store_.read([&](store::Snapshot& snapshot) { return news(snapshot, heard); });
    if (!found) return std::nullopt;
    begun_ = true;
    return std::move(*found);
}

Result<std::string> AccountStream::news(store::Snapshot& snapshot, Hub::Ear::Heard heard) {
    auto actor = TRY(authority_.actor(snapshot, credential_, account_.text()));
    TRY(access::permit<Act::users_view>(snapshot, actor));
    std::string text;
    if (!heard.account && begun_) return text;
    if (heard.account) text = http::event_text("users", "{}");
    auto jobs = TRY(jobs_.news(snapshot, actor));
    for (auto const& job : jobs) text += told(job);
    return text;
}

}  // namespace usher::events
