#include "directory/rows.h"

#include <algorithm>

#include "access/levels.h"
#include "access/roles.h"

namespace usher::directory {
namespace {

blueprints::UserKind kind_of(std::string_view text) {
    if (text == "device") return blueprints::UserKind::device;
    return text == "service" ? blueprints::UserKind::service : blueprints::UserKind::person;
}

std::string_view name_of(blueprints::UserKind kind) {
    if (kind == blueprints::UserKind::device) return "device";
    return kind == blueprints::UserKind::service ? "service" : "person";
}

Result<Found> found(store::Row const& row, Time now) {
    Found found;
    auto& user = found.user;
    user.id = row.id<UserId>(0);
    user.kind = kind_of(row.text(1));
    user.status = access::status_named(row.text(2)).value_or(access::Status::deleted);
    user.name = {row.text(3), row.text(4)};
    user.email = row.maybe_text(5).value_or("");
    user.username = row.maybe_text(6).value_or("");
    user.home = row.integer(7);
    auto fields = TRY(json::parse(row.text(8)));
    if (auto const* object = fields.object()) user.fields = *object;
    user.created_at = row.time(9);
    user.activated_at = row.maybe_time(10);
    user.last_active_at = row.maybe_time(11);
    user.suspended_at = row.maybe_time(12);
    user.deleted_at = row.maybe_time(13);
    user.version = row.integer(14);
    user.dir_key = row.text(15);
    if (user.status == access::Status::invited && !row.null(16)) {
        auto expires = row.time(17);
        found.invitation = InvitationView{row.time(16), expires, expires <= now};
    }
    found.reset_needed = row.boolean(18);
    found.restore_until = row.maybe_time(19);
    found.erased = !row.null(20);
    found.address_needed = row.boolean(21);
    if (!row.null(22)) {
        auto expires = row.time(24);
        found.email_change = EmailChangeView{row.text(22), row.time(23), expires, expires <= now,
                                             found.address_needed};
    }
    return found;
}

constexpr std::size_t at_once = 32;  // users whose assignments one statement reads

std::string const& assignments_sql() {
    static std::string const sql = [] {
        std::string users;
        for (std::size_t n = 0; n < at_once; ++n)
            users += (n == 0 ? "$" : ", $") + std::to_string(n + 2);
        return "select user_id, role, scope, from_at, until_at from assignments "
               "where account_id = $1 and user_id in (" +
               users + ") order by user_id, role, scope";
    }();
    return sql;
}

// Of at most `at_once` users; what is left of the places in the statement names nobody.
Result<void> load_assignments(store::Snapshot& snapshot, AccountId account,
                              std::span<Found> users) {
    std::vector<UserId> ids(at_once);
    std::vector<store::Arg> args{store::Arg(account)};
    for (std::size_t n = 0; n < users.size(); ++n) ids[n] = users[n].user.id;
    for (auto const& id : ids) args.emplace_back(id);
    Found* whose = nullptr;
    for (auto const& row : TRY(snapshot.many_bound(assignments_sql(), args))) {
        auto id = row.id<UserId>(0);
        if (!whose || whose->user.id != id)
            whose = &*std::ranges::find(users, id, [](Found const& one) { return one.user.id; });
        whose->assignments.push_back(
            {row.text(1), row.integer(2), row.maybe_time(3), row.maybe_time(4)});
    }
    return {};
}

std::optional<PlaceRef> place_ref(access::Actor const& actor, access::PlaceNumber number) {
    auto const* place = actor.places.find(number);
    if (!place || number == access::account_place) return std::nullopt;
    return PlaceRef{place->id, place->name};
}

// RT27: roles at places that the reader's sight covers; the rest is one word, "elsewhere".
void add_roles(UserView& view, access::Actor const& actor, access::Subject const& subject) {
    auto seen = access::shown(actor, subject);
    view.elsewhere = seen.elsewhere;
    for (auto const& assignment : seen.here) {
        bool at_home = assignment.scope == access::home_scope;
        auto const* role = actor.account.blueprint->role(assignment.role);
        RoleView shown{
            assignment.role, role ? role->label : assignment.role, {}, at_home, {}, {}, {}};
        auto level = access::level_of(*actor.account.blueprint, actor.places, assignment);
        if (level.ladder) shown.ladder = level.ladder->key;
        if (!at_home) shown.place = place_ref(actor, assignment.scope);
        shown.from = assignment.from;
        shown.until = assignment.until;
        view.roles.push_back(std::move(shown));
    }
}

// Roles by which somebody without a level administers all the same (RT17).
std::vector<std::string> administering(access::Actor const& actor,
                                       access::Assignments const& assignments) {
    std::vector<std::string> labels;
    for (auto const& one : assignments) {
        auto const* role = actor.account.blueprint->role(one.role);
        if (role && role->acts.any() && !actor.account.blueprint->in_ladder(*role))
            labels.push_back(role->label);
    }
    return labels;
}

bool administers(access::Actor const& actor, blueprints::Ladder const& ladder) {
    return std::any_of(ladder.levels.begin(), ladder.levels.end(), [&](auto const& level) {
        auto const* role = actor.account.blueprint->role(level.role);
        return role && role->acts.any();
    });
}

void add_levels(UserView& view, access::Actor const& actor, access::Subject const& subject) {
    auto seen = access::shown(actor, subject).here;
    for (auto const& ladder : actor.account.blueprint->ladders) {
        if (!access::offers(actor.account, ladder)) continue;
        LevelView level{ladder.key, ladder.label, {}, ladder.none, {}, {}};
        for (auto const& one : seen) {
            auto held = access::level_of(*actor.account.blueprint, actor.places, one);
            if (held.ladder != &ladder) continue;
            level.level = held.level->key;
            level.level_label = held.level->label;
            if (auto place = place_ref(actor, one.scope)) level.places.push_back(*place);
        }
        if (!level.level && administers(actor, ladder)) level.by_roles = administering(actor, seen);
        view.levels.push_back(std::move(level));
    }
}

void add_rights(UserView& view, access::Actor const& actor, access::Subject const& subject) {
    for (auto act : access::can(actor, subject)) view.can.emplace_back(act);
    bool edits = std::find(view.can.begin(), view.can.end(), "edit") != view.can.end();
    if (edits || subject.status == access::Status::deleted) return;
    if (subject.user == actor.user && !actor.user.none()) {
        view.locked = "access.self";
    } else if (access::holds(actor.held, Act::users_edit, subject.home, actor.places)) {
        view.locked = "access.not_contained";
    } else {
        view.locked = "access.no_act";
    }
}

// Of a deleted user: nobody comes back after their time, and nobody is erased twice.
void drop_what_is_over(UserView& view, access::Actor const& actor, Found const& found) {
    bool over = found.erased || !found.restore_until || *found.restore_until <= actor.now;
    std::erase_if(view.can, [&](std::string const& word) {
        return (word == "restore" && over) || (word == "erase" && found.erased);
    });
}

}  // namespace

std::string_view const row_columns =
    " u.user_id, u.kind, u.status, u.first_name, u.last_name, u.email, u.username, u.home, "
    "u.fields, u.created_at, u.activated_at, u.last_active_at, u.suspended_at, u.deleted_at, "
    "u.version, u.dir_key, l.created_at, l.expires_at, u.reset_needed, u.restore_until, "
    "u.erased_at, u.address_needed, c.email, c.created_at, c.expires_at ";

std::string_view const row_joins =
    " left join links l on l.account_id = u.account_id and l.user_id = u.user_id "
    "and l.purpose = 'invitation' and l.used_at is null and l.ended_at is null "
    "left join links c on c.account_id = u.account_id and c.user_id = u.user_id "
    "and c.purpose = 'email_change' and c.used_at is null and c.ended_at is null ";

Result<std::vector<Found>> grouped(store::Rows const& rows, Time now) {
    std::vector<Found> users;
    for (auto const& row : rows) {
        if (users.empty() || users.back().user.id != row.id<UserId>(0))
            users.push_back(TRY(found(row, now)));
    }
    return users;
}

Result<std::vector<UserView>> shown(store::Snapshot& snapshot, access::Actor const& actor,
                                    std::span<Found> users) {
    std::vector<UserView> views;
    views.reserve(users.size());
    std::size_t roles = 0;
    for (std::size_t from = 0; from < users.size() && roles < most_roles; from += at_once) {
        auto some = users.subspan(from, std::min(at_once, users.size() - from));
        TRY(load_assignments(snapshot, actor.account.id, some));
        for (auto& one : some) {
            roles += one.assignments.size();
            if (roles > most_roles && !views.empty()) break;
            views.push_back(shown(actor, one));
            one.assignments = {};
        }
    }
    return views;
}

UserView shown(access::Actor const& actor, Found const& found) {
    auto const& user = found.user;
    auto subject = directory::subject(user, found.assignments);
    bool full = access::sight(actor, subject) == access::Sight::full;
    UserView view;
    view.id = user.id;
    view.kind = name_of(user.kind);
    view.status = name(user.status);
    view.name = whole(user.name);
    view.first_name = user.name.first;
    view.last_name = user.name.last;
    if (!user.email.empty()) view.email = user.email;
    if (!user.username.empty()) view.username = user.username;
    add_roles(view, actor, subject);
    add_levels(view, actor, subject);
    add_rights(view, actor, subject);
    drop_what_is_over(view, actor, found);
    view.created_at = user.created_at;
    view.version = user.version;
    view.fields = json::Object{};
    if (!full) return view;  // from elsewhere: name, address, status, those roles (RT28)
    view.home = place_ref(actor, user.home);
    view.fields = user.fields;
    view.invitation = found.invitation;
    view.activated_at = user.activated_at;
    view.last_active_at = user.last_active_at;
    view.suspended_at = user.suspended_at;
    view.deleted_at = user.deleted_at;
    view.email_change = found.email_change;
    view.reset_needed = found.reset_needed;
    view.address_needed = found.address_needed;
    view.erased = found.erased;
    if (found.restore_until && *found.restore_until > actor.now)
        view.restore_until = found.restore_until;
    return view;
}

Result<UserView> view(store::Snapshot& snapshot, access::Actor const& actor, UserId id) {
    static std::string const sql = "select" + std::string(row_columns) + "from users u" +
                                   std::string(row_joins) +
                                   "where u.account_id = $1 and u.user_id = $2";
    auto rows = TRY(snapshot.many(sql, actor.account.id, id));
    auto users = TRY(grouped(rows, snapshot.now()));
    if (users.empty() || users[0].user.kind == blueprints::UserKind::service)
        return fail(not_found());
    users[0].assignments = TRY(access::assignments_of(snapshot, actor.account.id, id));
    auto subject = directory::subject(users[0].user, users[0].assignments);
    auto seen = access::sight(actor, subject);
    if (seen == access::Sight::none) return fail(not_found());
    auto view = shown(actor, users[0]);
    if (seen != access::Sight::full) return view;
    bool self = !actor.user.none() && actor.user == id;
    grants::For whom{subject.home, subject.assignments, self};
    auto granted = TRY(grants::of_user(snapshot, actor.account, id));
    view.grants = grants::views(actor, whom, granted);
    auto made = TRY(made_keys(snapshot, actor, id));
    view.makes_keys = std::move(made.items);
    view.makes_more_keys = made.more;
    return view;
}

}  // namespace usher::directory
