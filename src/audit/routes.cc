#include "audit/routes.h"

#include "audit/personal.h"
#include "audit/query.h"

namespace usher::audit {
namespace {

using http::Request;
using http::Response;

struct Who {
    static constexpr std::string_view schema = "AuditName";
    std::string id;
    std::optional<std::string> name, email;
};
void fields(FieldVisitor& v, Who& who) {
    v.field("id", who.id, {.about = "user:usr_…, operator:idn_…, instance, …"});
    v.field("name", who.name);
    v.field("email", who.email, {.max = 254, .about = "Only of users in your sight."});
}

struct EventView {
    static constexpr std::string_view schema = "AuditEvent";
    EventId id;
    Time at;
    std::string act, request;
    Who by, target;
    std::optional<PlaceId> place;
    json::Value details;
};
void fields(FieldVisitor& v, EventView& event) {
    v.field("id", event.id);
    v.field("at", event.at);
    v.field("act", event.act);
    v.field("by", event.by);
    v.field("target", event.target);
    v.field("place", event.place);
    v.field("details", event.details);
    v.field("request", event.request);
}

struct EventPage {
    static constexpr std::string_view schema = "AuditPage";
    std::vector<EventView> items;
    std::optional<std::string> next;
};
void fields(FieldVisitor& v, EventPage& page) {
    v.field("items", page.items, {.max = max_page});
    v.field("next", page.next);
}

struct ChainPage {
    static constexpr std::string_view schema = "AuditChain";
    json::Value items = json::Array{};
    std::optional<std::int64_t> next;
};
void fields(FieldVisitor& v, ChainPage& page) {
    v.field("items", page.items, {.about = "What `usher audit verify` reads, a line each."});
    v.field("next", page.next, {.max = 9007199254740991});
}

// Actors are named; their address only if they are in sight (RT30).
Result<Who> who(store::Snapshot& snapshot, access::Actor const& actor, access::Reach const& sees,
                std::string const& text) {
    Who who{text, {}, {}};
    if (text.starts_with("account:")) who.name = actor.account.name;
    if (text.starts_with("place:")) {
        auto id = PlaceId::parse(std::string_view(text).substr(6));
        auto const* place = id ? actor.places.find(*id) : nullptr;
        if (place && access::knows(actor, place->number)) who.name = place->name;
    }
    auto id = access::ActorId::parse(text);
    if (!id || !id->user()) return who;
    auto found = TRY(named(snapshot, actor.account.id, *id->user()));
    if (!found) return who;
    who.name = found->name;
    if (sees.holds(found->home)) who.email = found->email;
    return who;
}

// A place's number as the reader may know it (RT30).
std::string place_name(access::Actor const& actor, access::PlaceNumber number) {
    if (number == access::account_place) return "account";
    return access::knows(actor, number) ? actor.places.find(number)->name : "elsewhere";
}

bool is_elsewhere(access::Actor const& actor, json::Value const& value) {
    auto const* place = value.object() ? value.member("place") : nullptr;
    return place && place->integer() && !access::knows(actor, *place->integer());
}

// Numbers of places become names. A role at a place out of reach reads "elsewhere" as a whole:
// which one it is tells as much (RT28).
json::Value readable(access::Actor const& actor, json::Value value) {
    if (auto* object = std::get_if<json::Object>(&value.is)) {
        for (auto& [name, member] : *object) {
            bool is_place = (name == "home" || name == "place") && member.integer();
            member = is_place ? json::Value(place_name(actor, *member.integer()))
                              : readable(actor, std::move(member));
        }
    }
    if (auto* array = std::get_if<json::Array>(&value.is))
        for (auto& item : *array)
            item = is_elsewhere(actor, item) ? json::Value("elsewhere")
                                             : readable(actor, std::move(item));
    return value;
}

Result<EventView> shown(store::Snapshot& snapshot, access::Actor const& actor,
                        access::Reach const& sees, Link const& link) {
    EventView view;
    view.id = link.event;
    view.at = link.at;
    view.act = link.act;
    view.request = link.request_id;
    view.by = TRY(who(snapshot, actor, sees, link.by));
    view.target = TRY(who(snapshot, actor, sees, link.target));
    if (auto const* place = actor.places.find(link.place); place && !place->id.none())
        view.place = place->id;
    if (link.details) {
        auto details = TRY(details_of(link));
        view.details = readable(actor, std::move(details));
    }
    return view;
}

// The cursor is an event's id: sequence numbers would tell how much happens elsewhere (RT30).
Result<std::int64_t> seq_of(store::Snapshot& snapshot, AccountId account,
                            std::optional<std::string_view> cursor) {
    if (!cursor) return 0;
    auto id = EventId::parse(*cursor);
    if (!id) return fail(invalid_field("after", "id.malformed", "after is no cursor of ours."));
    auto seq = TRY(sequence_of(snapshot, account, *id));
    if (!seq) return fail(invalid_field("after", "id.malformed", "after is no cursor of ours."));
    return *seq;
}

Result<Response> list(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto may = TRY(access::permit<Act::audit_view>(snapshot, actor));
        Filter filter;
        filter.target = std::string(rq.query("target").value_or(""));
        filter.limit = TRY(rq.query_integer("limit", 100, 1, max_page));
        filter.before = TRY(seq_of(snapshot, actor.account.id, rq.query("after")));
        auto wanted = filter.limit++;
        auto links = TRY(events(snapshot, may, filter));
        auto sees = actor.unbound ? access::Reach::whole()
                                  : access::reach(actor.held, Act::users_view, actor.places);
        EventPage page;
        bool more = static_cast<std::int64_t>(links.size()) > wanted;
        if (more) links.pop_back();
        for (auto const& link : links)
            page.items.push_back(TRY(shown(snapshot, actor, sees, link)));
        if (more) page.next = links.back().event.text();
        return http::ok(page);
    });
}

ChainPage page_of(std::vector<Link> const& links, std::int64_t limit) {
    ChainPage page;
    json::Array lines;
    for (auto const& link : links) lines.push_back(to_line(link));
    page.items = std::move(lines);
    if (static_cast<std::int64_t>(links.size()) == limit) page.next = links.back().seq;
    return page;
}

Result<Response> account_chain(Request& rq, access::Authority const& authority) {
    auto limit = TRY(rq.query_integer("limit", 1000, 1, max_chain_page));
    auto after = TRY(rq.query_integer("after", 0, 0, 9007199254740991));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto may = TRY(access::permit<Act::audit_export>(snapshot, actor, access::account_place));
        auto links = TRY(chain(snapshot, may, after, limit));
        return http::ok(page_of(links, limit));
    });
}

Result<Response> own_chain(Request& rq, access::Authority const& authority) {
    auto limit = TRY(rq.query_integer("limit", 1000, 1, max_chain_page));
    auto after = TRY(rq.query_integer("after", 0, 0, 9007199254740991));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(authority.person(snapshot, rq.credential()));
        auto may = TRY(access::permit<access::InstanceAct::accounts_list>(person));
        auto links = TRY(instance_chain(snapshot, may, after, limit));
        return http::ok(page_of(links, limit));
    });
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority) {
    http::Route events_row{http::Method::get, "/v1/accounts/{account}/audit", "list_events",
                           "Who changed what, newest first.", "audit.view"};
    events_row.handler = [&](Request& rq) { return list(rq, authority); };
    events_row.query = {{"target", "Only events of that target: user:usr_…"},
                        {"after", "The cursor of the page before."},
                        {"limit", "1 to 500; 100 if left out."}};
    events_row.answer = http::shape<EventPage>();
    router.add(std::move(events_row));

    http::Route chain_row{http::Method::get, "/v1/accounts/{account}/audit/chain", "audit_chain",
                          "The hash chain, for verification.", "audit.export"};
    chain_row.handler = [&](Request& rq) { return account_chain(rq, authority); };
    chain_row.query = {{"after", "Events after that number."}, {"limit", "1 to 2000."}};
    chain_row.answer = http::shape<ChainPage>();
    router.add(std::move(chain_row));

    http::Route own{http::Method::get, "/v1/audit/chain", "instance_audit_chain",
                    "The instance's own hash chain.", "operator"};
    own.handler = [&](Request& rq) { return own_chain(rq, authority); };
    own.query = {{"after", "Events after that number."}, {"limit", "1 to 2000."}};
    own.answer = http::shape<ChainPage>();
    router.add(std::move(own));
}

}  // namespace usher::audit
