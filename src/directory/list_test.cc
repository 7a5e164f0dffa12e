#include <gtest/gtest.h>

#include "access/testing.h"
#include "base/text.h"
#include "directory/list.h"
#include "directory/rows.h"

namespace usher::directory {
namespace {

// Lea administers L1; Eve and Sam are at home there, Eve has a role at L2 as well.
struct Listing : testing::Test {
    access::World world{"pitneyship"};
    access::PlaceNumber l1 = world.location("L1", world.division("D1")),
                        l2 = world.location("L2", 1);

    Listing() {
        world.person("lea", l1, {{"location-admin", l1}});
        world.person("eve", l1, {{"receiver", l2}, {"funds", l1, {}, world.now() + hours(1)}});
        world.person("sam", l1, {{"shipper"}, {"receiver", l1}});
        world.write([&](store::Tx& tx) {
            return tx.exec(
                "insert into user_dir (account_id, dir_key, user_id, home, status, seen) "
                "select account_id, dir_key, user_id, home, case status when 'active' then 1 "
                "else 0 end, 0 from users where account_id = $1",
                world.account());
        });
    }
    std::string holders(std::string const& role, std::vector<Holding> const& levels = {}) {
        auto page = world.read([&](store::Snapshot& snapshot) -> Result<Page> {
            auto lea =
                TRY(world.authority().actor(snapshot, world.session("lea"), access::World::slug));
            auto may = TRY(access::permit<Act::users_view>(snapshot, lea));
            ListQuery query;
            if (!role.empty()) query.roles = {role};
            query.levels = levels;
            return list(snapshot, may, lea, query);
        });
        std::string names;
        for (auto const& user : page.items) names += user.name + " ";
        return names;
    }
};

TEST_F(Listing, filters_by_roles_that_hold_in_reach) {
    EXPECT_EQ(holders(""), "eve lea sam ");
    EXPECT_EQ(holders("shipper"), "sam ");
    EXPECT_EQ(holders("location-admin"), "lea ");
}

TEST_F(Listing, filters_by_levels_where_a_role_is_one) {
    EXPECT_EQ(holders("", {{"location-admin", {}}}), "lea ");
    EXPECT_EQ(holders("", {{"location-admin", std::vector{l1}}}), "lea ");
    EXPECT_EQ(holders("", {{"location-admin", std::vector{l2}}}), "");
    EXPECT_EQ(holders("", {{"location-admin", std::vector{l2}}, {"receiver", {}}}), "sam ");
    EXPECT_EQ(holders("", {{"receiver", std::vector{l2}}}), "");  // elsewhere, for lea
    EXPECT_EQ(holders("shipper", {{"receiver", std::vector{l1}}}), "sam ");
    EXPECT_EQ(holders("funds", {{"receiver", std::vector{l1}}}), "");
}

TEST_F(Listing, does_not_tell_by_a_filter_what_somebody_holds_elsewhere) {
    EXPECT_EQ(holders("receiver"), "sam ");
}

TEST_F(Listing, does_not_find_holders_of_what_has_ended) {
    EXPECT_EQ(holders("funds"), "eve ");
    world.clock().advance(hours(2));
    EXPECT_EQ(holders("funds"), "");
}

// What any way of reading must find, worked out from each user alone.
struct Someone {
    UserId id;
    std::string key;
    access::Status status;
    access::PlaceNumber home;
    std::string role;
    Time seen;  // zero: never
};

// 700 users at four places, in every mix of status, role and activity: enough that each way of
// list.cc is taken by some question.
struct Crowd : testing::Test {
    access::World world{"pitneyship"};
    access::PlaceNumber d1 = world.division("D1"), d2 = world.division("D2"),
                        l1 = world.location("L1", d1), l2 = world.location("L2", d2);
    std::vector<Someone> all;

    Crowd() {
        world.write([&](store::Tx& tx) -> Result<void> {
            for (int n = 0; n < 700; ++n) TRY(add(tx, n));
            return {};
        });
    }

    // Leo administers L1, and is one of its users.
    access::Actor leo() {
        auto id = world.person("leo", l1, {{"location-admin", l1}});
        world.write([&](store::Tx& tx) -> Result<void> {
            auto user = TRY(find(tx, world.account(), id));
            return keep_directory(tx, world.account(), nullptr, *user);
        });
        all.push_back({id, "leo", access::Status::active, l1, "location-admin", {}});
        return world.actor("leo");
    }

    Result<void> add(store::Tx& tx, int n) {
        User user;
        user.id = tx.new_id<UserId>();
        user.name = {"", (n % 3 == 0 ? "Novák " : "Øster ") + std::to_string(n * 389 % 1000)};
        user.email = "p" + std::to_string(n) + "@crowd.example";
        user.home = std::array{l1, l2, l2, d2, l2}[static_cast<std::size_t>(n % 5)];
        if (n % 97 == 0) user.home = d1;
        user.status = n % 11 == 0   ? access::Status::invited
                      : n % 41 == 0 ? access::Status::suspended
                      : n % 29 == 0 ? access::Status::deleted
                                    : access::Status::active;
        if (n % 7 != 0) user.last_active_at = tx.now() - hours(n * 5);
        user.dir_key = dir_key(user);
        std::string role = n % 50 == 3 ? "funds" : n % 2 == 0 ? "shipper" : "receiver";
        TRY(
            tx.exec("insert into users (account_id, user_id, kind, status, first_name, last_name, "
                    "email, email_key, home, fields, dir_key, language, created_at, "
                    "last_active_at, entries_after, version) values ($1, $2, 'person', $3, '', $4, "
                    "$5, $5, $6, '{}', $7, 'en', $8, $9, 0, 1)",
                    world.account(), user.id, access::name(user.status), user.name.last, user.email,
                    user.home, user.dir_key, tx.now(), user.last_active_at));
        TRY(access::replace_assignments(tx, world.account(), user.id, {}, {{role}},
                                        {access::ActorId::Kind::instance, {}}));
        TRY(keep_directory(tx, world.account(), nullptr, user));
        all.push_back({user.id, user.dir_key, user.status, user.home, role,
                       user.last_active_at.value_or(Time{})});
        return {};
    }

    bool fits(Someone const& one, ListQuery const& query, bool whole) {
        auto has = [](auto const& list, auto const& value) {
            return std::ranges::find(list, value) != list.end();
        };
        bool at_l1 = one.home == l1;
        if (!whole && !at_l1) return false;
        if (query.statuses.empty() ? one.status == access::Status::deleted
                                   : !has(query.statuses, one.status))
            return false;
        bool below = has(query.homes, one.home) || (has(query.homes, d1) && one.home == l1) ||
                     (has(query.homes, d2) && one.home == l2);
        if (!query.homes.empty() && !below) return false;
        if (!query.roles.empty() && !has(query.roles, one.role)) return false;
        auto const& asked = query.last_active;
        bool active =
            (asked.within && one.seen >= world.now() - *asked.within) ||
            (asked.not_for && one.seen.ms > 0 && one.seen < world.now() - *asked.not_for) ||
            (asked.never && one.seen.ms == 0);
        if (asked.any() && !active) return false;
        return query.words.empty() || one.key.find(search_fold(query.words)) != std::string::npos;
    }

    std::vector<UserId> expected(ListQuery const& query, bool whole) {
        std::vector<Someone> some;
        for (auto const& one : all)
            if (fits(one, query, whole)) some.push_back(one);
        std::ranges::sort(some, [&](Someone const& a, Someone const& b) {
            bool less = query.order == Order::name      ? a.key < b.key
                        : query.order == Order::created ? a.id.bytes < b.id.bytes
                        : a.seen != b.seen              ? a.seen < b.seen
                                                        : a.id.bytes < b.id.bytes;
            return less != query.backwards && a.id != b.id;
        });
        std::vector<UserId> ids;
        for (auto const& one : some) ids.push_back(one.id);
        return ids;
    }

    // All pages, one after another.
    std::vector<UserId> found(access::Actor const& actor, ListQuery query) {
        std::vector<UserId> ids;
        for (bool more = true; more;) {
            auto page = world.read([&](store::Snapshot& snapshot) -> Result<Page> {
                auto may = TRY(access::permit<Act::users_view>(snapshot, actor));
                return list(snapshot, may, actor, query);
            });
            for (auto const& user : page.items) ids.push_back(user.id);
            more = page.next.has_value() && ids.size() < 1000;
            if (more) query.after = *page.next;
        }
        return ids;
    }

    std::vector<ListQuery> questions() {
        std::vector<ListQuery> questions(14);
        questions[1].words = "novak";
        questions[2].words = "p69";
        questions[3].statuses = {access::Status::suspended};
        questions[4].statuses = {access::Status::active, access::Status::deleted};
        questions[5].roles = {"funds"};
        questions[6].roles = {"shipper", "funds"};
        questions[7].homes = {d1};
        questions[8].homes = {d2, l1};
        questions[9].last_active.within = days(30);
        questions[10].last_active.not_for = days(90);
        questions[11].last_active.never = true;
        questions[12].roles = {"receiver"};
        questions[12].last_active = {days(7), days(30), true};
        questions[12].words = "oster";
        questions[13].statuses = {access::Status::invited};
        questions[13].homes = {l1};
        questions[13].roles = {"shipper"};
        return questions;
    }
};

TEST_F(Crowd, every_way_of_reading_finds_the_same_users_in_the_same_order) {
    auto whole = world.instance_actor();
    for (auto query : questions()) {
        for (auto order : {Order::name, Order::last_active, Order::created}) {
            for (bool backwards : {false, true}) {
                query.order = order;
                query.backwards = backwards;
                query.limit = 40;
                EXPECT_EQ(found(whole, query), expected(query, true))
                    << query.words << int(query.statuses.size()) << int(order) << backwards;
            }
        }
    }
}

TEST_F(Crowd, whoever_sees_one_place_finds_its_users_and_no_others) {
    auto leo = this->leo();
    for (auto query : questions()) {
        if (!query.homes.empty()) continue;  // those out of reach are refused before
        for (auto order : {Order::name, Order::last_active, Order::created}) {
            query.order = order;
            query.limit = 33;
            EXPECT_EQ(found(leo, query), expected(query, false)) << query.words << int(order);
        }
    }
}

TEST_F(Crowd, a_page_ends_where_its_users_hold_too_many_roles_and_the_next_goes_on) {
    constexpr std::int64_t each = 900;
    world.write([&](store::Tx& tx) -> Result<void> {
        for (std::size_t n = 0; n < 60; ++n) {
            TRY(tx.exec(
                "insert into assignments (account_id, user_id, role, scope, given_by, given_at) "
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < $3) "
                "select $1, $2, 'analyst', 100 + i, 'instance', 0 from n",
                world.account(), all[n].id, each));
        }
        return {};
    });
    auto whole = world.instance_actor();
    for (auto order : {Order::name, Order::created}) {
        ListQuery query;
        query.order = order;
        query.limit = 500;
        query.statuses = {access::Status::invited, access::Status::active,
                          access::Status::suspended, access::Status::deleted};
        EXPECT_EQ(found(whole, query), expected(query, true));
        std::size_t users = 0, full = 0;
        for (bool more = true; more;) {
            auto page = world.read([&](store::Snapshot& snapshot) -> Result<Page> {
                auto may = TRY(access::permit<Act::users_view>(snapshot, whole));
                return list(snapshot, may, whole, query);
            });
            std::size_t roles = 0;
            for (auto const& user : page.items) {
                roles += user.roles.size();
                if (user.roles.size() > std::size_t{each}) ++full;
            }
            EXPECT_LE(roles, most_roles);
            users += page.items.size();
            more = page.next.has_value();
            if (more) query.after = *page.next;
        }
        EXPECT_EQ(users, all.size());
        EXPECT_EQ(full, 60U) << "each with all of theirs";
    }
}

TEST_F(Crowd, a_cursor_of_another_order_is_refused) {
    auto whole = world.instance_actor();
    ListQuery query;
    query.order = Order::created;
    for (auto const* after : {"novak", "12", "12 usr_x", " "}) {
        query.after = after;
        auto page = world.store().read([&](store::Snapshot& snapshot) -> Result<Page> {
            auto may = TRY(access::permit<Act::users_view>(snapshot, whole));
            return list(snapshot, may, whole, query);
        });
        ASSERT_FALSE(page) << after;
        EXPECT_EQ(page.error().key, "field.characters");
        EXPECT_EQ(page.error().field, "after");
    }
}

TEST_F(Crowd, counts_stay_exact_in_sight_and_in_all) {
    auto leo = this->leo(), whole = world.instance_actor();
    auto counted = [&](access::Actor const& actor) {
        return world.read([&](store::Snapshot& snapshot) -> Result<Counts> {
            auto may = TRY(access::permit<Act::users_view>(snapshot, actor));
            return counts(snapshot, may, actor);
        });
    };
    auto are = [&](access::Status status, bool everywhere) {
        return std::ranges::count_if(all, [&](Someone const& one) {
            return one.status == status && (everywhere || one.home == l1);
        });
    };
    for (bool everywhere : {true, false}) {
        auto now = counted(everywhere ? whole : leo);
        EXPECT_EQ(now.invited, are(access::Status::invited, everywhere));
        EXPECT_EQ(now.active, are(access::Status::active, everywhere));
        EXPECT_EQ(now.suspended, are(access::Status::suspended, everywhere));
        EXPECT_EQ(now.deleted, are(access::Status::deleted, everywhere));
    }
    // One is moved away and suspended: both rows follow.
    auto one = std::ranges::find_if(
        all, [&](auto& s) { return s.home == l1 && s.status == access::Status::active; });
    world.write([&](store::Tx& tx) -> Result<void> {
        auto before = TRY(find(tx, world.account(), one->id));
        auto after = *before;
        after.home = l2;
        after.status = access::Status::suspended;
        return keep_directory(tx, world.account(), &*before, after);
    });
    EXPECT_EQ(counted(leo).active, are(access::Status::active, false) - 1);
    EXPECT_EQ(counted(whole).active, are(access::Status::active, true) - 1);
    EXPECT_EQ(counted(whole).suspended, are(access::Status::suspended, true) + 1);
}

}  // namespace
}  // namespace usher::directory
