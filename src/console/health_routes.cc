// GET /v1/health. Not /healthz, which says to anybody that the process answers.
#include "access/permit.h"
#include "console/routes.h"

namespace usher::console {
namespace {

using http::Request;
using http::Response;

struct FindingView {
    static constexpr std::string_view schema = "HealthFinding";
    std::string about, state, says;
    std::optional<std::string> todo;
};
void fields(FieldVisitor& v, FindingView& one) {
    v.field("about", one.about, {.max = 40});
    v.field("state", one.state, {.choices = {"ok", "notice", "wrong"}});
    v.field("says", one.says, {.max = 2000});
    v.field("do", one.todo, {.max = 2000, .about = "Absent where all is well."});
}

struct HealthView {
    static constexpr std::string_view schema = "InstanceHealth";
    std::string version, state;
    std::vector<FindingView> findings;
};
void fields(FieldVisitor& v, HealthView& health) {
    v.field("version", health.version, {.about = "Of the program that answers."});
    v.field("state", health.state,
            {.choices = {"ok", "notice", "wrong"}, .about = "The worst of the findings."});
    v.field("findings", health.findings, {.max = max_findings});
}

HealthView view_of(Health health) {
    HealthView view{std::move(health.version), "ok", {}};
    for (auto& one : health.findings) {
        if (one.state == "wrong" || (one.state == "notice" && view.state == "ok"))
            view.state = one.state;
        FindingView shown{std::move(one.about), std::move(one.state), std::move(one.says), {}};
        if (!one.todo.empty()) shown.todo = std::move(one.todo);
        view.findings.push_back(std::move(shown));
    }
    return view;
}

Result<Response> get_health(Request& rq, Needs const& needs) {
    TRY(rq.store().read([&](store::Snapshot& snapshot) -> Result<bool> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        TRY(access::permit<access::InstanceAct::accounts_list>(person));
        return true;
    }));
    // No snapshot is held meanwhile: it looks at files, and waits for the clock.
    return http::ok(view_of(needs.examine()));
}

}  // namespace

void add_health_route(http::Router& router, Needs const& needs) {
    http::Route row{http::Method::get, "/v1/health", "instance_health",
                    "Whether all is well with this installation: data, disk, backups, clock, TLS.",
                    "operator"};
    row.handler = [needs](Request& rq) { return get_health(rq, needs); };
    row.answer = http::shape<HealthView>();
    router.add(std::move(row));
}

}  // namespace usher::console
