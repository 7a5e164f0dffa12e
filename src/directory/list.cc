// A page of users. Which rows fit is found in one of several ways, so that no list reads an account
// whole to show a hundred of its users; all ways give the same rows in the same order.
//
//   in order       by name: user_dir has all that is filtered by and is walked until the page is
//                  full. By age: users in the order of their ids, which begin with the time they
//                  were made at. By last activity: along an index.
//   the few        where what is asked for has few users at most (by the counts that are kept of
//                  statuses and homes, or by roles or levels with few holders), these are read and
//                  sorted.
//   the small      in a small account, what picks among users by more than their status or home
//                  walks user_dir in any order and sorts.
#include "directory/list.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/errors.h"
#include "base/text.h"
#include "directory/rows.h"

namespace usher::directory {
namespace {

constexpr std::int64_t few = 2000;              // users that are read and sorted for one page
constexpr std::int64_t small_account = 10000;   // whose user_dir is walked and sorted
constexpr access::PlaceNumber everywhere = -1;  // in status_counts: the whole account

using Places = std::vector<access::PlaceNumber>;
using Holdings = std::vector<Holding>;
using Words = std::array<std::string, max_words>;

// Words are ANDed; unused ones are empty and stand at the end.
Words words_of(std::string_view text) {
    Words words;
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

std::int64_t of(Counts const& counts, access::Status status) {
    if (status == access::Status::invited) return counts.invited;
    if (status == access::Status::active) return counts.active;
    return status == access::Status::suspended ? counts.suspended : counts.deleted;
}

// All that a list is asked for, made ready to be bound.
struct Wish {
    ListQuery const& query;
    access::Reach const& reach;
    Words words;
    std::vector<access::Status> statuses;
    std::optional<Places> homes;     // where they are; nothing: anywhere
    std::optional<Places> restores;  // where the deleted are; nothing: anywhere
    Time now;
    std::vector<Holdings> held = {};  // one of each is held

    bool wants(access::Status status) const {
        return std::ranges::find(statuses, status) != statuses.end();
    }
};

std::optional<Places> places_within(access::Reach const& reach, access::Actor const& actor,
                                    Places const& wanted) {
    bool all = wanted.empty() || std::ranges::find(wanted, access::account_place) != wanted.end();
    if (all) return reach.all() ? std::nullopt : std::optional(reach.numbers());
    auto homes = actor.places.at_or_below_any(wanted);
    std::erase_if(homes, [&](auto home) { return !reach.holds(home); });
    std::ranges::sort(homes);
    return homes;
}

Wish wish_of(ListQuery const& query, access::Reach const& reach, access::Actor const& actor,
             Time now) {
    Wish wish{query, reach, words_of(query.words), query.statuses, {}, {}, now};
    Holdings roles;
    for (auto const& role : query.roles) roles.push_back({role});
    if (!roles.empty()) wish.held.push_back(std::move(roles));
    if (!query.levels.empty()) wish.held.push_back(query.levels);
    if (wish.statuses.empty())
        wish.statuses = {access::Status::invited, access::Status::active,
                         access::Status::suspended};
    wish.homes = places_within(reach, actor, query.homes);
    auto restores = deleted_reach(actor);
    if (!restores.all()) wish.restores = restores.numbers();
    return wish;
}

// A statement in the making, with what is bound to it. $1 is the account.
struct Statement {
    std::string sql;
    std::vector<store::Arg> args;

    std::string bind(store::Arg const& arg) {
        args.push_back(arg);
        return "$" + std::to_string(args.size());
    }
    std::string bind_roles(Holdings const& held) {
        std::string list;
        for (auto const& one : held) list += (list.empty() ? "" : ", ") + bind(one.role);
        return "(" + list + ")";
    }
};

// Where rows are read from, and what its columns are called there. An expression in place of a
// column says: not by its index.
struct Source {
    std::string_view from;
    std::string_view status, home, seen;
    bool numbered = false;  // status is a number, not a word
};
constexpr Source walk{"user_dir d where d.account_id = $1", "d.status", "d.home", "d.seen", true};
// Programs are no users of the list (RT23); the walk has none of them.
constexpr Source people{"users d where d.account_id = $1 and d.kind <> 'service'",
                        "coalesce(d.status, '')", "d.home + 0", "coalesce(d.last_active_at, 0)"};
constexpr Source people_by_home{"users d where d.account_id = $1 and d.kind <> 'service'",
                                "d.status", "d.home", "coalesce(d.last_active_at, 0)"};

std::string is_status(Statement& to, Source const& source, access::Status status) {
    if (source.numbered) return std::string(source.status) + " = " + to.bind(int(status));
    return std::string(source.status) + " = " + to.bind(access::name(status));
}

void add_statuses(Statement& to, Source const& source, Wish const& wish) {
    if (source.numbered) {
        int bits = 0;
        for (auto status : wish.statuses) bits |= 1 << static_cast<int>(status);
        to.sql += " and ((" + to.bind(bits) + " >> d.status) & 1) = 1";
    } else {
        std::string words;
        for (auto status : wish.statuses)
            words += (words.empty() ? "" : ", ") + to.bind(access::name(status));
        to.sql += " and " + std::string(source.status) + " in (" + words + ")";
    }
    if (wish.wants(access::Status::deleted) && wish.restores) {
        to.sql += " and (not (" + is_status(to, source, access::Status::deleted) +
                  ") or d.home + 0 {in " + to.bind(*wish.restores) + "})";
    }
}

void add_last_active(Statement& to, Source const& source, Wish const& wish) {
    auto const& asked = wish.query.last_active;
    if (!asked.any()) return;
    std::string seen(source.seen), any;
    auto or_else = [&](std::string const& part) { any += (any.empty() ? "" : " or ") + part; };
    if (asked.within) or_else(seen + " >= " + to.bind(wish.now - *asked.within));
    if (asked.not_for) {
        auto before = to.bind(wish.now - *asked.not_for);
        or_else("(" + seen + " > 0 and " + seen + " < " + before + ")");
    }
    if (asked.never) or_else(seen + " = 0");
    to.sql += " and (" + any + ")";
}

// A role filters by what the reader may see of it (RT27): not by what is held elsewhere.
std::string holders(Statement& to, Wish const& wish, Holdings const& held) {
    auto roles = to.bind_roles(held);
    auto now = to.bind(wish.now);
    std::string sql = "from assignments r where r.account_id = $1 and r.role in " + roles +
                      " and (r.until_at is null or r.until_at > " + now + ")";
    if (std::ranges::any_of(held, [](Holding const& one) { return one.at.has_value(); })) {
        std::string any;
        for (auto const& one : held) {
            any += (any.empty() ? "r.role = " : " or r.role = ") + to.bind(one.role);
            if (one.at) any += " and r.scope {in " + to.bind(*one.at) + "}";
        }
        sql += " and (" + any + ")";
    }
    if (wish.reach.all()) return sql;
    return sql + " and (r.scope = " + to.bind(access::home_scope) + " or r.scope {in " +
           to.bind(wish.reach.numbers()) + "})";
}

// `first`: of which the holders are read first; what else must be held is asked of each row.
void add_conditions(Statement& to, Source const& source, Wish const& wish, Holdings const* first) {
    add_statuses(to, source, wish);
    if (wish.homes)
        to.sql += " and " + std::string(source.home) + " {in " + to.bind(*wish.homes) + "}";
    add_last_active(to, source, wish);
    for (auto const& word : wish.words)
        if (!word.empty()) to.sql += " and strpos(d.dir_key, " + to.bind(word) + ") > 0";
    for (auto const& held : wish.held) {
        if (&held == first) {
            to.sql += " and d.user_id in (select r.user_id " + holders(to, wish, held) + ")";
        } else {
            to.sql +=
                " and exists (select 1 " + holders(to, wish, held) + " and r.user_id = d.user_id)";
        }
    }
}

// ---- the order, and where a page goes on

struct Cursor {
    std::string name;  // by name: the key of the last row
    Time seen;
    UserId user;
};

Error no_cursor() { return base_error("field.characters", "after", {}); }

Result<Cursor> cursor_of(ListQuery const& query) {
    Cursor cursor{query.after, {}, {}};
    if (query.after.empty() || query.order == Order::name) return cursor;
    auto space = query.after.find(' ');
    if (space == std::string::npos) return fail(no_cursor());
    auto user = UserId::parse(query.after.substr(space + 1));
    auto [end, error] =
        std::from_chars(query.after.data(), query.after.data() + space, cursor.seen.ms);
    if (!user || error != std::errc{} || end != query.after.data() + space)
        return fail(no_cursor());
    cursor.user = *user;
    return cursor;
}

std::string cursor_after(ListQuery const& query, User const& last) {
    if (query.order == Order::name) return last.dir_key;
    auto seen = query.order == Order::created ? Time{} : last.last_active_at.value_or(Time{});
    return std::to_string(seen.ms) + " " + last.id.text();
}

// What stands in the order's columns, and the rows after the cursor.
struct Sorted {
    std::string by;          // the first of them
    std::string with_users;  // the whole order by
};

Sorted add_order(Statement& to, Source const& source, ListQuery const& query,
                 Cursor const& cursor) {
    std::string way = query.backwards ? " desc" : "", beyond = query.backwards ? " < " : " > ";
    bool begins = query.after.empty();
    if (query.order == Order::name) {
        if (!begins) to.sql += " and d.dir_key" + beyond + to.bind(cursor.name);
        return {"d.dir_key", "d.dir_key" + way};
    }
    if (query.order == Order::created) {
        if (!begins) to.sql += " and d.user_id" + beyond + to.bind(cursor.user);
        return {"d.user_id", "d.user_id" + way};
    }
    std::string seen(source.seen);
    if (!begins) {
        auto at = to.bind(cursor.seen);
        // The first condition is what an index begins at.
        to.sql += " and " + seen + (query.backwards ? " <= " : " >= ") + at + " and (" + seen +
                  ", d.user_id)" + beyond + "(" + at + ", " + to.bind(cursor.user) + ")";
    }
    return {seen, seen + way + ", d.user_id" + way};
}

// ---- the ways

struct Way {
    Source const& source;
    Holdings const* first = nullptr;
};

// What the statuses and homes that are asked for leave at most, and what there is in all.
struct Scope {
    std::int64_t wanted = 0, all = 0;
};

Result<Counts> counted(store::Snapshot& snapshot, AccountId const& account, Places const* homes,
                       Places const* restores) {
    auto rows = homes ? TRY(snapshot.many("select status, sum(users) from status_counts "
                                          "where account_id = $1 and home {in $2} "
                                          "and (status <> 3 or {within home, $3}) group by status",
                                          account, homes, restores))
                      : TRY(snapshot.many("select status, users from status_counts "
                                          "where account_id = $1 and home = $2",
                                          account, everywhere));
    Counts counts;
    for (auto const& row : rows) {
        auto users = row.integer(1);
        switch (static_cast<access::Status>(row.integer(0))) {
            case access::Status::invited:
                counts.invited = users;
                break;
            case access::Status::active:
                counts.active = users;
                break;
            case access::Status::suspended:
                counts.suspended = users;
                break;
            case access::Status::deleted:
                counts.deleted = users;
        }
    }
    if (homes || !restores) return counts;
    // Everywhere, but for the deleted.
    auto there = TRY(counted(snapshot, account, restores, nullptr));
    counts.deleted = there.deleted;
    return counts;
}

Result<Scope> scope_of(store::Snapshot& snapshot, AccountId const& account, Wish const& wish) {
    Scope scope;
    auto all = TRY(counted(snapshot, account, nullptr, nullptr));
    scope.all = all.all();
    auto here = all;
    if (wish.homes) here = TRY(counted(snapshot, account, &*wish.homes, nullptr));
    for (auto status : wish.statuses) scope.wanted += of(here, status);
    return scope;
}

// Below so many users it is cheaper to read them all and to sort them than to walk the account
// until a page is full; with a search, which may find nothing, to its end. By measurement: one read
// by its index costs as much as 15 steps of the walk.
std::int64_t worth_gathering(std::int64_t all, Wish const& wish) {
    bool searches = !wish.words.front().empty();
    auto most = searches ? all / 15 : static_cast<std::int64_t>(std::sqrt(6.0 * double(all)));
    return std::min(few, most);
}

Result<bool> held_by_at_most(store::Snapshot& snapshot, AccountId const& account, std::int64_t most,
                             Holdings const& held) {
    Statement count{"", {store::Arg(account)}};
    auto roles = count.bind_roles(held);
    count.sql =
        "select count(*) from (select 1 from assignments where account_id = $1 and role in " +
        roles + " limit " + count.bind(most + 1) + ") few";
    auto rows = TRY(snapshot.many_bound(count.sql, count.args));
    return rows.front().integer(0) <= most;
}

Result<Way> way_to(store::Snapshot& snapshot, AccountId const& account, Wish const& wish) {
    auto scope = TRY(scope_of(snapshot, account, wish));
    auto worth = worth_gathering(scope.all, wish);
    auto seeks = (wish.homes ? wish.homes->size() : 1) * wish.statuses.size();
    if (scope.wanted <= worth && seeks <= static_cast<std::size_t>(few)) return Way{people_by_home};
    for (auto const& held : wish.held)
        if (TRY(held_by_at_most(snapshot, account, worth, held))) return Way{people, &held};
    if (wish.query.order == Order::name) return Way{walk};
    bool picks = !wish.held.empty() || wish.query.last_active.any() || !wish.words.front().empty();
    return picks && scope.all <= small_account ? Way{walk} : Way{people};
}

}  // namespace

Result<Page> list(store::Snapshot& snapshot, access::Permit<Act::users_view> const& permit,
                  access::Actor const& actor, ListQuery const& query) {
    auto cursor = TRY(cursor_of(query));
    auto wish = wish_of(query, permit.reach, actor, snapshot.now());
    auto way = TRY(way_to(snapshot, permit.account, wish));
    Statement page{"", {store::Arg(permit.account)}};
    add_conditions(page, way.source, wish, way.first);
    auto sorted = add_order(page, way.source, query, cursor);
    auto limit = page.bind(query.limit + 1);
    std::string back = query.backwards ? " desc" : "";
    auto sql = "with page as (select d.account_id, d.user_id, " + sorted.by +
               " as sorted_by from " + std::string(way.source.from) + page.sql + " order by " +
               sorted.with_users + " limit " + limit + ") select" + std::string(row_columns) +
               "from page p join users u on u.account_id = p.account_id "
               "and u.user_id = p.user_id" +
               std::string(row_joins) + "where u.account_id = $1 order by p.sorted_by" + back +
               ", p.user_id" + back;
    auto users = TRY(grouped(TRY(snapshot.many_bound(sql, page.args)), snapshot.now()));
    Page found;
    bool more = static_cast<std::int64_t>(users.size()) > query.limit;
    if (more) users.pop_back();
    found.items = TRY(shown(snapshot, actor, users));
    more = more || found.items.size() < users.size();
    if (more) found.next = cursor_after(query, users[found.items.size() - 1].user);
    return found;
}

Result<Counts> counts(store::Snapshot& snapshot, access::Permit<Act::users_view> const& permit,
                      access::Actor const& actor) {
    auto restores = deleted_reach(actor);
    return counted(snapshot, permit.account, permit.reach.bound(), restores.bound());
}

}  // namespace usher::directory
