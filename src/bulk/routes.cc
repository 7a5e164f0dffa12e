#include "bulk/routes.h"

#include "base/csv.h"
#include "bulk/filter.h"
#include "bulk/start.h"
#include "http/page.h"

namespace usher::bulk {
namespace {

using http::Request;
using http::Response;

struct StartBulk {
    static constexpr std::string_view schema = "StartBulk";
    std::string act;
    std::optional<std::vector<UserId>> users;
    std::optional<std::string> filter, role, place, home;
};
void fields(FieldVisitor& v, StartBulk& start) {
    v.field("do", start.act,
            {.choices = {"suspend", "resume", "delete", "restore", "resend", "revoke", "give_role",
                         "take_role", "move"}});
    v.field("users", start.users,
            {.min = 1,
             .max = static_cast<std::int64_t>(max_users),
             .about = "These users; or a filter."});
    v.field(
        "filter", start.filter,
        {.max = static_cast<std::int64_t>(max_filter),
         .about = "All that match a list's query, \"status=active&q=ann\"; \"\" is everybody."});
    v.field("role", start.role, {.max = 40, .about = "To give or take."});
    v.field("place", start.place,
            {.max = 40, .about = "Where the role holds: a place's id, or \"account\"."});
    v.field("home", start.home, {.max = 40, .about = "Where to move: a place's id, \"account\"."});
}

struct BulkView {
    static constexpr std::string_view schema = "BulkJob";
    JobId id;
    std::string kind = "bulk", act, state;
    std::optional<std::int64_t> total;
    std::int64_t done = 0, changed = 0, unchanged = 0, refused = 0;
    bool can_undo = false;
    std::optional<JobId> undo_of, undone_by;
    std::optional<std::string> stopped;
    Time created_at;
    std::optional<Time> ended_at;
};
void fields(FieldVisitor& v, BulkView& job) {
    v.field("id", job.id);
    v.field("kind", job.kind, {.choices = {"bulk"}});
    v.field("do", job.act);
    v.field("state", job.state, {.choices = {"collecting", "running", "done", "stopped"}});
    v.field("total", job.total, {.about = "Absent while who matches is being collected."});
    v.field("done", job.done, {.about = "Rows that were tried."});
    v.field("changed", job.changed);
    v.field("unchanged", job.unchanged, {.about = "Rows that were so already."});
    v.field("refused", job.refused);
    v.field("can_undo", job.can_undo);
    v.field("undo_of", job.undo_of);
    v.field("undone_by", job.undone_by);
    v.field("stopped", job.stopped,
            {.about = "Why the rows that were left are refused: an error key."});
    v.field("created_at", job.created_at);
    v.field("ended_at", job.ended_at);
}

struct LineView {
    static constexpr std::string_view schema = "BulkRow";
    UserId user;
    std::optional<std::string> name, email;
    std::string state;
    std::optional<std::string> code, detail;
    std::optional<json::Value> params;
};
void fields(FieldVisitor& v, LineView& line) {
    v.field("user", line.user);
    v.field("name", line.name, {.about = "Only of users in your sight."});
    v.field("email", line.email, {.max = 254});
    v.field("state", line.state, {.choices = {"waiting", "done", "same", "refused"}});
    v.field("code", line.code, {.about = "Why it was refused: an error key."});
    v.field("detail", line.detail, {.max = 1000});
    v.field("params", line.params, {.about = "What the error key's sentence is filled with."});
}

struct LinePage {
    static constexpr std::string_view schema = "BulkRows";
    std::vector<LineView> items;
    std::optional<std::int64_t> next;
};
void fields(FieldVisitor& v, LinePage& page) {
    v.field("items", page.items, {.max = http::max_page});
    v.field("next", page.next, {.max = max_rows, .about = "Give it back as ?after=."});
}

BulkView view_of(Bulk const& bulk) {
    BulkView view;
    view.id = bulk.job;
    view.act = name(bulk.act);
    view.state = state_of(bulk);
    if (!bulk.filter) view.total = bulk.total;
    view.done = bulk.done + bulk.same + bulk.refused;
    view.changed = bulk.done;
    view.unchanged = bulk.same;
    view.refused = bulk.refused;
    view.can_undo = bulk.ended_at && can_be_undone(bulk.act) && !bulk.undone_by && bulk.done > 0;
    view.undo_of = bulk.undo_of;
    view.undone_by = bulk.undone_by;
    if (!bulk.stopped.empty()) view.stopped = bulk.stopped;
    view.created_at = bulk.created_at;
    view.ended_at = bulk.ended_at;
    return view;
}

Result<Response> accepted(store::Tx& tx, access::Actor const& actor, JobId job) {
    auto bulk = TRY(find(tx, actor, job));
    auto response = http::ok(view_of(bulk));
    response.status = 202;
    auto where = "/v1/accounts/" + actor.account.slug + "/jobs/" + job.text();
    return std::move(response).with("Location", where);
}

Result<Wanted> wanted_of(StartBulk const& asked) {
    if (asked.users.has_value() == asked.filter.has_value())
        return fail(invalid_field("users", "bulk.whom", "Name either users or a filter."));
    Wanted wanted;
    wanted.act = named(asked.act).value_or(Do::suspend);
    wanted.params = {asked.role.value_or(""), asked.place.value_or(""), asked.home.value_or("")};
    wanted.users = asked.users.value_or(std::vector<UserId>());
    wanted.filter = asked.filter;
    return wanted;
}

Result<Response> begin(Request& rq, access::Authority const& authority, jobs::Queue const& queue) {
    auto asked = TRY(rq.body<StartBulk>());
    auto wanted = TRY(wanted_of(asked));
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        if (wanted.filter) TRY(query_of(rq.store(), actor, *wanted.filter));
        auto job = TRY(start(tx, queue, actor, wanted));
        return accepted(tx, actor, job);
    });
}

Result<Response> undo(Request& rq, access::Authority const& authority, jobs::Queue const& queue) {
    auto id = TRY(rq.id_param<JobId>("job"));
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto bulk = TRY(find(tx, actor, id));
        auto job = TRY(start_undo(tx, queue, actor, bulk));
        return accepted(tx, actor, job);
    });
}

template <class Unit>
Result<Response> reading(Request& rq, access::Authority const& authority, Unit unit) {
    auto id = TRY(rq.id_param<JobId>("job"));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto bulk = TRY(find(snapshot, actor, id));
        return unit(snapshot, actor, bulk);
    });
}

Result<Response> show(Request& rq, access::Authority const& authority) {
    return reading(rq, authority,
                   [](store::Snapshot&, access::Actor const&,
                      Bulk const& bulk) -> Result<Response> { return http::ok(view_of(bulk)); });
}

Result<std::string> state_asked(Request const& rq) {
    std::string state(rq.query("state").value_or(""));
    if (state.empty() || state == "waiting" || state == "done" || state == "same" ||
        state == "refused")
        return state;
    return fail(invalid_field("state", "field.choice",
                              "state must be one of waiting, done, same, refused."));
}

LineView view_of(Line const& line) {
    LineView view;
    view.user = line.user;
    if (!line.name.empty()) view.name = line.name;
    if (!line.email.empty()) view.email = line.email;
    view.state = line.state;
    if (!line.code.empty()) view.code = line.code;
    if (!line.detail.empty()) view.detail = line.detail;
    if (!line.params.null()) view.params = line.params;
    return view;
}

Result<Response> list_rows(Request& rq, access::Authority const& authority) {
    auto state = TRY(state_asked(rq));
    auto after = TRY(rq.query_integer("after", 0, 0, max_rows));
    auto limit = TRY(http::page_limit(rq));
    return reading(rq, authority,
                   [&](store::Snapshot& snapshot, access::Actor const& actor,
                       Bulk const& bulk) -> Result<Response> {
                       auto found = TRY(lines(snapshot, actor, bulk, state, after, limit));
                       LinePage page;
                       for (auto const& line : found) page.items.push_back(view_of(line));
                       if (static_cast<std::int64_t>(found.size()) == limit)
                           page.next = found.back().number;
                       return http::ok(page);
                   });
}

Result<Response> download(Request& rq, access::Authority const& authority) {
    auto state = TRY(state_asked(rq));
    auto after = TRY(rq.query_integer("after", 0, 0, max_rows));
    return reading(
        rq, authority,
        [&](store::Snapshot& snapshot, access::Actor const& actor,
            Bulk const& bulk) -> Result<Response> {
            auto found = TRY(lines(snapshot, actor, bulk, state, after, max_csv_rows));
            Response response;
            response.content_type = "text/csv; charset=utf-8";
            if (after == 0)
                response.body = csv_record({"user", "name", "email", "result", "code", "reason"});
            for (auto const& line : found)
                response.body += csv_record(
                    {line.user.text(), line.name, line.email, line.state, line.code, line.detail});
            auto file = "attachment; filename=\"" + bulk.job.text() + ".csv\"";
            if (static_cast<std::int64_t>(found.size()) == max_csv_rows)
                response.headers.emplace_back("Usher-Next", std::to_string(found.back().number));
            return std::move(response).with("Content-Disposition", file);
        });
}

constexpr std::string_view one_job = "/v1/accounts/{account}/jobs/{job}";

void add_reading_routes(http::Router& router, access::Authority const& authority) {
    http::Route one{http::Method::get, one_job, "job", "How far a job of yours is.", "self"};
    one.handler = [&](Request& rq) { return show(rq, authority); };
    one.answer = http::shape<BulkView>();
    router.add(std::move(one));

    http::Route rows{http::Method::get, "/v1/accounts/{account}/jobs/{job}/rows", "job_rows",
                     "What became of each user.", "self"};
    rows.handler = [&](Request& rq) { return list_rows(rq, authority); };
    rows.query = {{"state", "Only waiting, done, same or refused ones."},
                  http::after_param,
                  http::limit_param};
    rows.answer = http::shape<LinePage>();
    router.add(std::move(rows));

    http::Route file{http::Method::get, "/v1/accounts/{account}/jobs/{job}/rows.csv",
                     "job_rows_file",
                     "The same as a table, in pieces of 10,000 lines: go on with ?after= and what "
                     "the header Usher-Next says, until there is none.",
                     "self"};
    file.handler = [&](Request& rq) { return download(rq, authority); };
    file.query = {{"state", "Only waiting, done, same or refused ones."},
                  {"after", "What Usher-Next said."}};
    router.add(std::move(file));
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority,
                jobs::Queue const& queue) {
    http::Route starts{http::Method::post, "/v1/accounts/{account}/bulk", "start_bulk",
                       "One act upon many users, each by the same rules; a job.", "users.view"};
    starts.handler = [&](Request& rq) { return begin(rq, authority, queue); };
    starts.body = http::shape<StartBulk>();
    starts.answer = http::shape<BulkView>();
    starts.status = 202;
    starts.errors = {"bulk.whom", "bulk.needs", "bulk.too_many", "roles.unknown"};
    starts.max_body = 128 * 1024;
    router.add(std::move(starts));

    http::Route undoes{http::Method::post, "/v1/accounts/{account}/jobs/{job}/undo", "undo_job",
                       "Takes back what a job changed and nobody has touched since.", "self"};
    undoes.handler = [&](Request& rq) { return undo(rq, authority, queue); };
    undoes.answer = http::shape<BulkView>();
    undoes.status = 202;
    undoes.errors = {"bulk.running", "bulk.not_undoable", "bulk.too_many"};
    router.add(std::move(undoes));
    add_reading_routes(router, authority);
}

}  // namespace usher::bulk
