#include "audit/routes.h"

#include "audit/asked.h"
#include "audit/view.h"
#include "http/page.h"

namespace usher::audit {
namespace {

using http::Request;
using http::Response;

// A search for text shows each event to itself: so many, then it says how far it came.
constexpr std::int64_t read_for_text = 250;
constexpr int steps_for_text = 8;

struct EventPage : http::Page<EventView> {
    static constexpr std::string_view schema = "AuditPage";
    bool searching = false;
};
void fields(FieldVisitor& v, EventPage& page) {
    http::page_fields(v, page);
    v.field("searching", page.searching,
            {.about = "The page is not full, but there is more to look through: go on with next."});
}

struct Step {
    EventPage page;
    std::int64_t reached = 1;
};

// One page, and one event more to know whether there is another.
Result<Step> plain_step(store::Snapshot& snapshot, access::Permit<Act::audit_view> const& may,
                        Reader& reader, Asked asked) {
    auto wanted = asked.filter.limit++;
    auto found = TRY(events(snapshot, may, asked.within, asked.filter));
    Step step;
    step.reached = found.reached;
    bool full = static_cast<std::int64_t>(found.events.size()) > wanted;
    if (full) {
        found.events.pop_back();
        step.reached = found.events.back().seq;
    }
    for (auto const& link : found.events) step.page.items.push_back(TRY(reader.shown(link)));
    step.page.searching = !full && found.more();
    return step;
}

Result<Step> text_step(store::Snapshot& snapshot, access::Permit<Act::audit_view> const& may,
                       Reader& reader, Asked asked) {
    auto wanted = static_cast<std::size_t>(asked.filter.limit);
    asked.filter.limit = read_for_text;
    Step step;
    for (int n = 0; n < steps_for_text; ++n) {
        auto found = TRY(events(snapshot, may, asked.within, asked.filter));
        for (auto const& link : found.events) {
            auto event = TRY(reader.shown(link));
            if (!holds(event, asked.text)) continue;
            step.page.items.push_back(std::move(event));
            step.reached = link.seq;
            if (step.page.items.size() == wanted) return step;
        }
        step.reached = asked.filter.before = found.reached;
        if (!found.more()) return step;
    }
    step.page.searching = true;
    return step;
}

// What is still counted belongs to what is read. Where it cannot be sealed now, the log is read
// without it.
Result<void> settle(Request& rq, Needs const& needs) {
    if (rq.query("after") || !needs.batches.anything()) return {};
    auto account = TRY(rq.store().read([&](store::Snapshot& snapshot) -> Result<AccountId> {
        auto actor = TRY(needs.authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::may_somewhere(Act::audit_view, actor));
        return actor.account.id;
    }));
    (void)needs.batches.settle(account);
    return {};
}

Result<Response> list(Request& rq, Needs const& needs) {
    TRY(settle(rq, needs));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(needs.authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto may = TRY(access::permit<Act::audit_view>(snapshot, actor));
        auto reading = listing(needs.key);
        auto wanted = TRY(asked(rq, actor, may, reading));
        wanted.filter.limit = TRY(http::page_limit(rq));
        Reader reader(snapshot, actor);
        auto step = wanted.text.empty() ? TRY(plain_step(snapshot, may, reader, wanted))
                                        : TRY(text_step(snapshot, may, reader, wanted));
        if (step.reached > 1)
            step.page.next = cursor(reading, rq.store().random(), actor.account.id, step.reached);
        return http::ok(step.page);
    });
}

Result<Response> one(Request& rq, Needs const& needs) {
    auto id = TRY(rq.id_param<EventId>("event"));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(needs.authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto may = TRY(access::permit<Act::audit_view>(snapshot, actor));
        auto link = TRY(event(snapshot, may, id));
        return http::ok(TRY(Reader(snapshot, actor).whole(link, may.reach.all())));
    });
}

}  // namespace

void add_routes(http::Router& router, Needs const& needs) {
    http::Route all{http::Method::get, "/v1/accounts/{account}/audit", "list_events",
                    "Who changed what, newest first.", "audit.view"};
    all.handler = [needs](Request& rq) { return list(rq, needs); };
    all.query = filter_params();
    all.query.push_back(http::limit_param);
    all.answer = http::shape<EventPage>();
    router.add(std::move(all));

    http::Route single{http::Method::get, "/v1/accounts/{account}/audit/events/{event}",
                       "read_event", "One event, field by field.", "audit.view"};
    single.handler = [needs](Request& rq) { return one(rq, needs); };
    single.answer = http::shape<EventView>();
    router.add(std::move(single));

    add_export_routes(router, needs);
    add_chain_routes(router, needs);
}

}  // namespace usher::audit
