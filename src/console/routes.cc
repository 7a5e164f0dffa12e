#include "console/routes.h"

#include "access/proof.h"
#include "console/operators.h"
#include "console/queue.h"
#include "http/page.h"

namespace usher::console {
namespace {

using access::InstanceAct;
using http::Request;
using http::Response;

struct WorkView {
    static constexpr std::string_view schema = "InstanceJob";
    JobId id;
    std::optional<std::string> account;
    std::string kind, state, error, to, letter;
    std::int64_t attempts = 0;
    Time due, created;
    std::optional<Time> ended;
};
void fields(FieldVisitor& v, WorkView& work) {
    v.field("id", work.id);
    v.field("account", work.account, {.about = "Its slug; absent: the instance's own."});
    v.field("kind", work.kind);
    v.field("state", work.state, {.choices = {"waiting", "done", "failed"}});
    v.field("error", work.error, {.max = 500, .about = "Of the last attempt."});
    v.field("to", work.to, {.max = 254, .about = "Of a mail."});
    v.field("letter", work.letter, {.about = "Of a mail: which one."});
    v.field("attempts", work.attempts);
    v.field("due", work.due);
    v.field("created", work.created);
    v.field("ended", work.ended);
}

struct QueueView : http::Page<WorkView> {
    static constexpr std::string_view schema = "InstanceJobs";
    std::int64_t waiting = 0, failed = 0;
};
void fields(FieldVisitor& v, QueueView& queue) {
    http::page_fields(v, queue, max_page);
    v.field("waiting", queue.waiting, {.max = max_counted, .about = "Counted up to 10,000."});
    v.field("failed", queue.failed, {.max = max_counted, .about = "Counted up to 10,000."});
}

struct OperatorView {
    static constexpr std::string_view schema = "Operator";
    IdentityId id;
    std::string name, email;
    Time since;
};
void fields(FieldVisitor& v, OperatorView& one) {
    v.field("id", one.id);
    v.field("name", one.name);
    v.field("email", one.email, {.max = 254});
    v.field("since", one.since);
}
struct Operators {
    static constexpr std::string_view schema = "Operators";
    std::vector<OperatorView> items;
};
void fields(FieldVisitor& v, Operators& all) {
    v.field("items", all.items, {.max = max_operators});
}

struct PlanName {
    static constexpr std::string_view schema = "BlueprintPlan";
    std::string key, label;
    std::optional<std::int64_t> seats;
};
void fields(FieldVisitor& v, PlanName& plan) {
    v.field("key", plan.key);
    v.field("label", plan.label);
    v.field("seats", plan.seats, {.max = 10'000'000, .about = "Absent where unlimited."});
}
struct BlueprintView {
    static constexpr std::string_view schema = "BlueprintName";
    std::string id, name, opening_plan;
    std::vector<PlanName> plans;
};
void fields(FieldVisitor& v, BlueprintView& blueprint) {
    v.field("id", blueprint.id);
    v.field("name", blueprint.name);
    v.field("opening_plan", blueprint.opening_plan);
    v.field("plans", blueprint.plans);
}
struct Blueprints {
    static constexpr std::string_view schema = "Blueprints";
    std::vector<BlueprintView> items;
};
void fields(FieldVisitor& v, Blueprints& all) { v.field("items", all.items); }

Result<Wanted> wanted_in(Request const& rq) {
    Wanted wanted;
    wanted.state = std::string(rq.query("state").value_or("waiting"));
    if (wanted.state != "waiting" && wanted.state != "failed" && wanted.state != "done")
        return fail(
            invalid_field("state", "field.choice", "state must be waiting, failed or done."));
    wanted.kind = std::string(rq.query("kind").value_or(""));
    wanted.after = std::string(rq.query("after").value_or(""));
    wanted.limit = TRY(rq.query_integer("limit", 50, 1, max_page));
    return wanted;
}

Result<Response> get_jobs(Request& rq, Needs const& needs) {
    auto wanted = TRY(wanted_in(rq));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        auto may = TRY(access::permit<InstanceAct::accounts_list>(person));
        auto found = TRY(list(snapshot, needs.outbox, may, wanted));
        auto now = TRY(counts(snapshot, may, wanted.kind));
        QueueView view{{{}, found.next}, now.waiting, now.failed};
        for (auto& one : found.items)
            view.items.push_back({one.id, one.account, one.kind, one.state, one.error, one.to,
                                  one.letter, one.attempts, one.due, one.created, one.ended});
        return http::ok(view);
    });
}

Result<Response> post_retry(Request& rq, Needs const& needs) {
    auto id = TRY(rq.id_param<JobId>("job"));
    auto who = [&](store::Tx& tx) { return needs.authority.person(tx, rq.credential()); };
    return rq.write(who, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        auto may = TRY(access::permit<InstanceAct::jobs_manage>(person));
        TRY(retry(tx, needs.queue, may, id, rq.id().text()));
        return http::no_content();
    });
}

Result<Response> get_operators(Request& rq, Needs const& needs) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        auto may = TRY(access::permit<InstanceAct::accounts_list>(person));
        Operators view;
        for (auto& one : TRY(operators(snapshot, may)))
            view.items.push_back({one.id, one.name, one.email, one.since});
        return http::ok(view);
    });
}

Result<Response> delete_operator(Request& rq, Needs const& needs) {
    auto id = TRY(rq.id_param<IdentityId>("operator"));
    auto who = [&](store::Tx& tx) { return needs.authority.person(tx, rq.credential()); };
    return rq.write(who, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        auto may = TRY(access::permit<InstanceAct::operators_invite>(person));
        TRY(access::proved_lately(person, tx.now()));
        TRY(remove(tx, may, id, rq.id().text()));
        return http::no_content();
    });
}

Result<Response> get_blueprints(Request& rq, Needs const& needs) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        TRY(access::permit<InstanceAct::accounts_list>(person));
        Blueprints view;
        for (auto const& one : needs.authority.catalog().all()) {
            view.items.push_back({one->id, one->name, one->opening.plan, {}});
            for (auto const& plan : one->plans)
                view.items.back().plans.push_back({plan.key, plan.label, plan.seats});
        }
        return http::ok(view);
    });
}

}  // namespace

void add_routes(http::Router& router, Needs const& needs) {
    add_health_route(router, needs);
    http::Route jobs_row{http::Method::get, "/v1/jobs", "instance_jobs",
                         "What waits to be done, and what has failed: mails and other work.",
                         "operator"};
    jobs_row.handler = [needs](Request& rq) { return get_jobs(rq, needs); };
    jobs_row.query = {{"state", "waiting (if left out), failed or done."},
                      {"kind", "mail, or another kind; all if left out."},
                      http::after_param,
                      {"limit", "1 to 200; 50 if left out."}};
    jobs_row.answer = http::shape<QueueView>();
    router.add(std::move(jobs_row));

    http::Route retry_row{http::Method::post, "/v1/jobs/{job}/retry", "retry_job",
                          "Has failed work done once more.", "operator"};
    retry_row.handler = [needs](Request& rq) { return post_retry(rq, needs); };
    retry_row.status = 204;
    retry_row.errors = {"jobs.not_failed"};
    router.add(std::move(retry_row));

    http::Route people{http::Method::get, "/v1/operators", "operators",
                       "Who operates this instance.", "operator"};
    people.handler = [needs](Request& rq) { return get_operators(rq, needs); };
    people.answer = http::shape<Operators>();
    router.add(std::move(people));

    http::Route gone{http::Method::delete_, "/v1/operators/{operator}", "remove_operator",
                     "Somebody is no operator any more; their identity stays.", "operator"};
    gone.handler = [needs](Request& rq) { return delete_operator(rq, needs); };
    gone.status = 204;
    gone.errors = {"operators.last", "signin.proof_needed"};
    router.add(std::move(gone));

    http::Route products{http::Method::get, "/v1/blueprints", "blueprints",
                         "The products that accounts can be opened for.", "operator"};
    products.handler = [needs](Request& rq) { return get_blueprints(rq, needs); };
    products.answer = http::shape<Blueprints>();
    router.add(std::move(products));
}

}  // namespace usher::console
