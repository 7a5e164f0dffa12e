// Lists and single users out of one statement: the walk of user_dir, joined with what a row shows.
#include "base/text.h"
#include "directory/rows.h"

namespace usher::directory {
namespace {

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
        std::string(row_columns) +
        "from page p join users u on u.account_id = p.account_id and u.user_id = p.user_id" +
        std::string(row_joins) + "where u.account_id = $1 order by p.dir_key, a.role, a.scope";
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
    static std::string const sql = "select" + std::string(row_columns) + "from users u" +
                                   std::string(row_joins) +
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
