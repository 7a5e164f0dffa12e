// Lists and single users out of one statement: the walk of user_dir, joined with what a row shows.
#include "base/text.h"
#include "directory/view.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

// One user and their assignments as the joined rows give them.
struct Found {
    User user;
    access::Assignments assignments;
    std::optional<InvitationView> invitation;
};

// Columns of `found` below; a user with several roles has several rows.
constexpr std::string_view columns =
    " u.user_id, u.kind, u.status, u.first_name, u.last_name, u.email, u.username, u.home, "
    "u.fields, u.created_at, u.activated_at, u.last_active_at, u.suspended_at, u.deleted_at, "
    "u.version, u.dir_key, a.role, a.scope, a.from_at, a.until_at, "
    "l.created_at, l.expires_at ";

constexpr std::string_view joins =
    " left join assignments a on a.account_id = u.account_id and a.user_id = u.user_id "
    "left join links l on l.account_id = u.account_id and l.user_id = u.user_id "
    "and l.purpose = 'invitation' and l.used_at is null and l.ended_at is null ";

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
    if (user.status == access::Status::invited && !row.null(20)) {
        auto expires = row.time(21);
        found.invitation = InvitationView{row.time(20), expires, expires <= now};
    }
    return found;
}

void add_assignment(Found& found, store::Row const& row) {
    if (row.null(16)) return;
    access::Assignment assignment{row.text(16), row.integer(17), row.maybe_time(18),
                                  row.maybe_time(19)};
    auto& all = found.assignments;
    if (std::find(all.begin(), all.end(), assignment) == all.end()) all.push_back(assignment);
}

Result<std::vector<Found>> grouped(store::Rows const& rows, Time now) {
    std::vector<Found> users;
    for (auto const& row : rows) {
        if (users.empty() || users.back().user.id != row.id<UserId>(0))
            users.push_back(TRY(found(row, now)));
        add_assignment(users.back(), row);
    }
    return users;
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
        RoleView shown{assignment.role, role ? role->label : assignment.role, at_home, {}, {}, {}};
        if (!at_home) shown.place = place_ref(actor, assignment.scope);
        shown.from = assignment.from;
        shown.until = assignment.until;
        view.roles.push_back(std::move(shown));
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
    add_rights(view, actor, subject);
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
    return view;
}

// Words are ANDed; an unused one is empty, which every text contains.
std::array<std::string, max_words> words_of(std::string_view text) {
    std::array<std::string, max_words> words;
    auto folded = search_fold(text);
    std::size_t at = 0, n = 0;
    while (n < max_words) {
        at = folded.find_first_not_of(' ', at);
        if (at == std::string::npos) break;
        auto end = folded.find(' ', at);
        // What does not fit into the last word stays with it: nothing asked for is dropped.
        if (n + 1 == max_words) end = folded.find_last_not_of(' ') + 1;
        words[n++] = folded.substr(at, end == std::string::npos ? end : end - at);
        if (end == std::string::npos) break;
        at = end;
    }
    return words;
}

// Deleted users are for who may restore them (RT27).
access::Reach deleted_reach(access::Actor const& actor) {
    if (actor.unbound) return access::Reach::whole();
    return access::reach(actor.held, Act::users_delete, actor.places);
}

struct Wanted {
    bool invited, active, suspended, deleted;
};
Wanted wanted(std::vector<access::Status> const& statuses) {
    if (statuses.empty()) return {true, true, true, false};
    auto has = [&](access::Status status) {
        return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
    };
    return {has(access::Status::invited), has(access::Status::active),
            has(access::Status::suspended), has(access::Status::deleted)};
}

}  // namespace

Result<Page> list(store::Snapshot& snapshot, access::Permit<Act::users_view> const& permit,
                  access::Actor const& actor, ListQuery const& query) {
    // A role filters by what the reader may see of it (RT27): not by what is held elsewhere.
    static std::string const sql =
        "with page as (select d.account_id, d.dir_key, d.user_id from user_dir d "
        "where d.account_id = $1 and d.dir_key > $2 and {within d.home, $3} "
        "and {within d.home, $4} and ((d.status = 'active' and $5 = 1) "
        "or (d.status = 'invited' and $6 = 1) or (d.status = 'suspended' and $7 = 1) "
        "or (d.status = 'deleted' and $8 = 1 and {within d.home, $15})) "
        "and strpos(d.dir_key, $9) > 0 and strpos(d.dir_key, $10) > 0 "
        "and strpos(d.dir_key, $11) > 0 and strpos(d.dir_key, $12) > 0 "
        "and ($13 = '' or d.user_id in (select r.user_id from assignments r "
        "where r.account_id = $1 and r.role = $13 and (r.scope = $16 or {within r.scope, $3}) "
        "and (r.until_at is null or r.until_at > $17))) "
        "order by d.dir_key limit $14) select" +
        std::string(columns) +
        "from page p join users u on u.account_id = p.account_id and u.user_id = p.user_id" +
        std::string(joins) + "where u.account_id = $1 order by p.dir_key, a.role, a.scope";
    auto words = words_of(query.words);
    auto want = wanted(query.statuses);
    auto restores = deleted_reach(actor);
    store::Integers below;
    if (query.home) below = actor.places.at_or_below(*query.home);
    auto rows =
        TRY(snapshot.many(sql, permit.account, query.after, permit.reach.bound(),
                          query.home ? &below : nullptr, want.active, want.invited, want.suspended,
                          want.deleted, words[0], words[1], words[2], words[3], query.role,
                          query.limit + 1, restores.bound(), access::home_scope, snapshot.now()));
    auto users = TRY(grouped(rows, snapshot.now()));
    Page page;
    bool more = static_cast<std::int64_t>(users.size()) > query.limit;
    if (more) users.pop_back();
    for (auto const& user : users) page.users.push_back(shown(actor, user));
    if (more) page.next = users.back().user.dir_key;
    return page;
}

Result<UserView> view(store::Snapshot& snapshot, access::Actor const& actor, UserId id) {
    static std::string const sql = "select" + std::string(columns) + "from users u" +
                                   std::string(joins) +
                                   "where u.account_id = $1 and u.user_id = $2 "
                                   "order by a.role, a.scope";
    auto rows = TRY(snapshot.many(sql, actor.account.id, id));
    auto users = TRY(grouped(rows, snapshot.now()));
    if (users.empty()) return fail(not_found());
    auto subject = directory::subject(users[0].user, users[0].assignments);
    if (access::sight(actor, subject) == access::Sight::none) return fail(not_found());
    return shown(actor, users[0]);
}

Result<Counts> counts(store::Snapshot& snapshot, access::Permit<Act::users_view> const& permit,
                      access::Actor const& actor) {
    auto restores = deleted_reach(actor);
    auto rows = TRY(snapshot.many(
        "select status, sum(users) from status_counts where account_id = $1 "
        "and {within home, $2} and (status <> 'deleted' or {within home, $3}) group by status",
        permit.account, permit.reach.bound(), restores.bound()));
    Counts counts;
    for (auto const& row : rows) {
        auto const& status = row.text(0);
        auto users = row.integer(1);
        if (status == "invited") counts.invited = users;
        if (status == "active") counts.active = users;
        if (status == "suspended") counts.suspended = users;
        if (status == "deleted") counts.deleted = users;
    }
    return counts;
}

}  // namespace usher::directory
