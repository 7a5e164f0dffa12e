#include "keys/view.h"

#include "access/roles.h"
#include "keys/keys.h"
#include "store/tx.h"

namespace usher::keys {
namespace {

std::optional<std::string> word(access::Stopped stopped) {
    if (stopped == access::Stopped::no) return std::nullopt;
    return stopped == access::Stopped::maker_gone ? "maker_gone" : "maker_lacks";
}

void put_place(KeyView& view, access::Actor const& actor, access::PlaceNumber number) {
    auto const* place = access::knows(actor, number) ? actor.places.find(number) : nullptr;
    if (place) view.place = directory::PlaceRef{place->id, place->name};
    view.elsewhere = !place;
}

}  // namespace

void fields(FieldVisitor& v, MakerView& maker) {
    v.field("id", maker.id, {.about = "Absent: a user whom you do not see."});
    v.field("name", maker.name);
}

void fields(FieldVisitor& v, KeyView& key) {
    v.field("id", key.id);
    v.field("name", key.name);
    v.field("permissions", key.permissions, {.about = "Absent: all that the user may."});
    v.field("labels", key.labels,
            {.about = "Of these permissions, in the same order; empty for an act."});
    v.field("place", key.place, {.about = "At or below it. Absent: wherever the user may."});
    v.field("elsewhere", key.elsewhere, {.about = "Its place is out of your sight."});
    v.field("maker", key.maker, {.about = "Who made it, or rotated it last."});
    v.field("created_at", key.created_at);
    v.field("made_at", key.made_at, {.about = "When it was made, or rotated last."});
    v.field("stopped", key.stopped,
            {.choices = {"maker_gone", "maker_lacks"},
             .about = "Why it opens nothing now: its maker is not active, or does not hold what it "
                      "can do."});
}

void fields(FieldVisitor& v, ServiceView& service) {
    v.field("id", service.id);
    v.field("name", service.name);
    v.field("home", service.home, {.about = "Absent: the account itself."});
    v.field("roles", service.roles);
    v.field("elsewhere", service.elsewhere, {.about = "Has roles outside the places you see."});
    v.field("created_at", service.created_at);
    v.field("version", service.version);
    v.field("keys", service.keys, {.about = "Those that have not ended."});
    v.field("can", service.can, {.about = "What you may do to it: edit, roles, keys, delete."});
}

Result<Viewer::Known const*> Viewer::maker(UserId user) {
    if (auto found = makers_.find(user); found != makers_.end()) return &found->second;
    Known known;
    known.maker = TRY(access::maker(snapshot_, actor_.account, user));
    auto subject = access::subject(snapshot_, actor_, user);
    known.seen = subject.has_value();
    return &makers_.emplace(user, std::move(known)).first->second;
}

Result<std::vector<KeyView>> Viewer::keys(UserId user) {
    static std::string const sql =
        "select" + std::string(access::api_key_columns) +
        ", k.created_at, k.made_at, u.home from api_keys k "
        "join users u on u.account_id = k.account_id and u.user_id = k.user_id "
        "where k.account_id = $1 and k.user_id = $2 and k.ended_at is null order by k.key_id";
    auto rows = TRY(snapshot_.many(sql, actor_.account.id, user));
    std::vector<KeyView> views;
    if (rows.empty()) return views;
    auto const& blueprint = *actor_.account.blueprint;
    auto roles = TRY(access::assignments_of(snapshot_, actor_.account.id, user));
    auto power = access::held(blueprint, roles, rows[0].integer(9), actor_.now);
    for (auto const& row : rows) {
        auto key = TRY(access::api_key_in(row));
        auto const* by = TRY(maker(key.maker));
        KeyView view{key.id, key.name, key.narrowing.permissions, {}, false, {}, {}, {}, {}, {}};
        for (auto const& one : key.narrowing.permissions.value_or(std::vector<std::string>{})) {
            auto product = blueprint.permission_index(one);
            view.labels.push_back(product ? blueprint.permissions[*product].label : "");
        }
        if (key.narrowing.place) put_place(view, actor_, *key.narrowing.place);
        if (by->seen) view.maker.id = key.maker;
        view.maker.name = by->maker.name;
        view.created_at = row.time(7);
        view.made_at = row.time(8);
        auto can = access::narrowed(blueprint, power, key.narrowing, actor_.places);
        view.stopped = word(access::stopped(can, by->maker, actor_.places));
        views.push_back(std::move(view));
    }
    return views;
}

Result<ServiceView> Viewer::view(directory::UserView user) {
    ServiceView view;
    view.id = user.id;
    view.name = std::move(user.name);
    view.home = std::move(user.home);
    view.roles = std::move(user.roles);
    view.elsewhere = user.elsewhere;
    view.created_at = user.created_at;
    view.version = user.version;
    view.can = std::move(user.can);
    view.keys = TRY(keys(view.id));
    return view;
}

Result<ServiceView> view(store::Snapshot& snapshot, access::Actor const& actor, UserId id) {
    auto user = TRY(directory::service_user(snapshot, actor, id));
    return Viewer(snapshot, actor).view(std::move(user));
}

}  // namespace usher::keys
