#include "audit/view.h"

#include <algorithm>

#include "access/resource.h"
#include "audit/personal.h"
#include "audit/query.h"
#include "base/text.h"

namespace usher::audit {
namespace {

constexpr std::string_view service_target = "service:";

json::Value const* side(json::Value const& details, std::string_view name) {
    auto const* found = details.object() ? details.member(name) : nullptr;
    return found && found->object() ? found : nullptr;
}

// Takes the client's address out of the details: it is told apart, and not to everybody.
std::string take_address(json::Value& details) {
    auto* members = std::get_if<json::Object>(&details.is);
    if (!members) return {};
    auto found = std::ranges::find(*members, "address", &json::Member::first);
    if (found == members->end() || !found->second.text()) return {};
    auto address = *found->second.text();
    members->erase(found);
    return address;
}

// Fields of the product's own stand apart where they are kept, and among the others where they are
// read: an event of before has them there.
json::Value unfolded(json::Value details) {
    auto* members = std::get_if<json::Object>(&details.is);
    if (!members) return details;
    for (auto& [name, value] : *members) {
        auto* there = is_side(name) ? std::get_if<json::Object>(&value.is) : nullptr;
        if (!there) continue;
        auto found = std::ranges::find(*there, own_fields, &json::Member::first);
        if (found == there->end() || !found->second.object()) continue;
        auto own = std::get<json::Object>(std::move(found->second.is));
        there->erase(found);
        for (auto& field : own) there->push_back(std::move(field));
    }
    return details;
}

// A program's: the service user's name, and that of the key that it asked with.
Result<std::optional<std::string>> key_name(store::Snapshot& snapshot, AccountId account,
                                            KeyId key) {
    auto row =
        TRY(snapshot.one("select u.last_name, k.name from api_keys k join users u "
                         "on u.account_id = k.account_id and u.user_id = k.user_id "
                         "where k.account_id = $1 and k.key_id = $2",
                         account, key));
    return row ? std::optional(row->text(0) + " · " + row->text(1)) : std::optional<std::string>();
}

// Operators and products stand in no account: their names are the instance's.
Result<std::optional<std::string>> name_of(store::Snapshot& snapshot, AccountId account,
                                           access::ActorId const& id) {
    using Kind = access::ActorId::Kind;
    if (id.kind == Kind::key) return key_name(snapshot, account, KeyId{id.bytes});
    if (id.kind != Kind::operator_ && id.kind != Kind::product) return std::optional<std::string>();
    auto row =
        id.kind == Kind::operator_
            ? TRY(snapshot.one("select name, 0 as former from operators where identity_id = $1 "
                               "union all select name, 1 from former_operators "
                               "where identity_id = $1 order by former limit 1",
                               IdentityId{id.bytes}))
            : TRY(snapshot.one("select name from product_keys where key_id = $1", KeyId{id.bytes}));
    return row ? std::optional(row->text(0)) : std::optional<std::string>();
}

}  // namespace

void fields(FieldVisitor& v, PlaceRef& place) {
    v.field("id", place.id);
    v.field("name", place.name);
}

void fields(FieldVisitor& v, Who& who) {
    v.field("id", who.id, {.about = "user:usr_…, operator:idn_…, instance, …"});
    v.field("name", who.name);
    v.field("email", who.email, {.max = 254, .about = "Only of users in your sight."});
}

void fields(FieldVisitor& v, ChangedField& change) {
    v.field("field", change.field);
    v.field("label", change.label);
    v.field("before", change.before);
    v.field("after", change.after);
}

void fields(FieldVisitor& v, Position& position) {
    v.field("seq", position.seq);
    v.field("hash", position.hash);
}

void fields(FieldVisitor& v, EventView& event) {
    v.field("id", event.id);
    v.field("at", event.at);
    v.field("act", event.act);
    v.field("by", event.by);
    v.field("target", event.target);
    v.field("place", event.place, {.about = "Where the target was; absent: the account itself."});
    v.field("moved_to", event.moved_to, {.about = "The new home, where the event is a move."});
    v.field("elsewhere", event.elsewhere, {.about = "One of both places is out of your reach."});
    v.field("address", event.address, {.about = "The client's; of actors in your sight."});
    v.field("details", event.details);
    v.field("erased", event.erased, {.about = "Its personal values were erased."});
    v.field("changes", event.changes, {.about = "Field by field; of one event, not in lists."});
    v.field("chain", event.chain, {.about = "For readers of the whole account."});
    v.field("request", event.request);
}

Reader::Reader(store::Snapshot& snapshot, access::Actor const& actor)
    : snapshot_(snapshot),
      actor_(actor),
      sees_(actor.unbound ? access::Reach::whole()
                          : access::reach(actor.held, Act::users_view, actor.places)) {}

// Actors are named; their address only if they are in sight (RT30).
Result<Who> Reader::who(std::string const& id) {
    if (auto known = known_.find(id); known != known_.end()) return known->second;
    auto found = TRY(looked_up(id));
    return known_.emplace(id, std::move(found)).first->second;
}

Result<Who> Reader::looked_up(std::string const& id) {
    Who who{id, {}, {}};
    if (id.starts_with("account:")) who.name = actor_.account.name;
    if (id.starts_with("place:")) {
        auto place_id = PlaceId::parse(std::string_view(id).substr(6));
        auto const* place = place_id ? actor_.places.find(*place_id) : nullptr;
        if (place && access::knows(actor_, place->number)) who.name = place->name;
    }
    if (id.starts_with(service_target)) {
        auto service = UserId::parse(std::string_view(id).substr(service_target.size()));
        auto found =
            service ? TRY(named(snapshot_, actor_.account.id, *service)) : std::optional<Named>();
        if (found) who.name = found->name;
    }
    auto actor = access::ActorId::parse(id);
    if (actor) who.name = who.name ? who.name : TRY(name_of(snapshot_, actor_.account.id, *actor));
    if (auto user = actor ? actor->user() : std::nullopt) {
        auto found = TRY(named(snapshot_, actor_.account.id, *user));
        if (found) who.name = found->name;
        if (found && sees_.holds(found->home) && !found->email.empty()) who.email = found->email;
        if (user == actor_.user && !actor_.email.empty()) who.email = actor_.email;
    }
    return who;
}

// Of a batch: whom its lines are about, by name.
Result<void> Reader::name_entries(json::Value& details) {
    auto* members = std::get_if<json::Object>(&details.is);
    if (!members) return {};
    auto found = std::ranges::find(*members, "entries", &json::Member::first);
    auto* lines = found == members->end() ? nullptr : std::get_if<json::Array>(&found->second.is);
    if (!lines) return {};
    for (auto& line : *lines) {
        auto const* id = line.object() ? line.member("who") : nullptr;
        if (!id || !id->text()) continue;
        auto named = TRY(who(*id->text()));
        if (named.name) std::get<json::Object>(line.is).emplace_back("name", *named.name);
    }
    return {};
}

std::string Reader::place_name(access::PlaceNumber number) const {
    if (number == access::account_place) return "account";
    return access::knows(actor_, number) ? actor_.places.find(number)->name : "elsewhere";
}

bool Reader::is_elsewhere(json::Value const& value) const {
    auto const* place = value.object() ? value.member("place") : nullptr;
    return place && place->integer() && !access::knows(actor_, *place->integer());
}

// What users may use, by name: names of what the reader may not know of read "elsewhere", and so do
// those of events of before, which do not tell where it stood.
json::Value Reader::resources(blueprints::Resource const& kind, json::Value value) {
    auto* list = std::get_if<json::Array>(&value.is);
    if (!list) return value;  // "all", or none
    auto known = resources_seen_.find(kind.key);
    if (known == resources_seen_.end())
        known = resources_seen_.emplace(kind.key, access::resources_in_sight(actor_, kind)).first;
    auto const& sight = known->second;
    for (auto& item : *list) {
        auto const* name = item.object() ? item.member("name") : &item;
        auto const* place = item.object() ? item.member("place") : nullptr;
        bool seen = sight.all() || (place && place->integer() && sight.holds(*place->integer()));
        item = seen && name ? json::Value(*name) : json::Value("elsewhere");
    }
    return value;
}

// "carrier_account", "carrier_account.default".
blueprints::Resource const* Reader::kind_of(std::string_view member) const {
    constexpr std::string_view defaults = ".default";
    if (member.ends_with(defaults)) member.remove_suffix(defaults.size());
    return access::kind_named(*actor_.account.blueprint, member);
}

// Numbers of places become names. A role at a place out of reach reads "elsewhere" as a whole:
// which one it is tells as much (RT28).
json::Value Reader::readable(json::Value value) {
    if (auto* object = std::get_if<json::Object>(&value.is)) {
        for (auto& [name, member] : *object) {
            bool is_place = (name == "home" || name == "place") && member.integer();
            if (is_place) {
                member = place_name(*member.integer());
            } else if (name == own_fields) {
                continue;
            } else if (auto const* kind = kind_of(name)) {
                member = resources(*kind, std::move(member));
            } else {
                member = readable(std::move(member));
            }
        }
    }
    if (auto* array = std::get_if<json::Array>(&value.is))
        for (auto& item : *array)
            item = is_elsewhere(item) ? json::Value("elsewhere") : readable(std::move(item));
    return value;
}

std::optional<PlaceRef> Reader::place(access::PlaceNumber number, bool& elsewhere) const {
    if (number == access::account_place) return std::nullopt;
    if (!access::knows(actor_, number)) {
        elsewhere = true;
        return std::nullopt;
    }
    auto const* place = actor_.places.find(number);
    return PlaceRef{place->id, place->name};
}

Result<EventView> Reader::shown(Link const& link) {
    EventView view;
    view.id = link.event;
    view.at = link.at;
    view.act = link.act;
    view.request = link.request_id;
    view.by = TRY(who(link.by));
    view.target = TRY(who(link.target));
    view.place = place(link.place, view.elsewhere);
    if (link.moved_to) view.moved_to = place(*link.moved_to, view.elsewhere);
    view.erased = !link.details || (link.personal_digest && !link.personal);
    auto details = TRY(details_of(link));
    auto address = take_address(details);
    bool actor_in_sight = view.by.email || sees_.all();
    if (!address.empty() && actor_in_sight) view.address = address;
    view.details = unfolded(readable(std::move(details)));
    TRY(name_entries(view.details));
    return view;
}

std::vector<ChangedField> Reader::changes(json::Value const& details) const {
    auto const *before = side(details, "before"), *after = side(details, "after");
    std::vector<ChangedField> changes;
    auto add = [&](std::string const& name) {
        if (std::ranges::find(changes, name, &ChangedField::field) != changes.end()) return;
        ChangedField change{name, {}, {}, {}};
        for (auto const& field : actor_.account.blueprint->fields)
            if (field.key == name) change.label = field.label;
        if (auto const* was = before ? before->member(name) : nullptr) change.before = *was;
        if (auto const* is = after ? after->member(name) : nullptr) change.after = *is;
        changes.push_back(std::move(change));
    };
    for (auto const* one : {after, before})
        if (one)
            for (auto const& [name, value] : *one->object()) add(name);
    return changes;
}

Result<EventView> Reader::whole(Link const& link, bool account_wide) {
    auto view = TRY(shown(link));
    view.changes = changes(view.details);
    if (account_wide) view.chain = Position{link.seq, hex(bytes_of(link.hash))};
    return view;
}

bool holds(EventView const& event, std::string_view folded) {
    auto text = event.act + "\n" + event.by.name.value_or("") + "\n" + event.by.email.value_or("") +
                "\n" + event.target.name.value_or("") + "\n" + event.target.email.value_or("") +
                "\n" + event.request + "\n" + event.id.text() + "\n" + event.address.value_or("") +
                "\n" + json::text(event.details);
    return search_fold(text).find(folded) != std::string::npos;
}

}  // namespace usher::audit
