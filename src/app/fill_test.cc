#include "app/fill.h"

#include <gtest/gtest.h>

#include <set>

#include "app/people.h"
#include "store/testing.h"

namespace usher::app {
namespace {

class Fill : public ::testing::Test {
 protected:
    std::unique_ptr<Installation> open() {
        Config config;
        config.data = folder_.path();
        config.public_url = "http://127.0.0.1:8080";
        config.log = folder_.path() + "/log";
        return std::move(Installation::open(config, world_).value());
    }
    static std::int64_t count(Installation& installation, std::string const& sql) {
        auto row =
            installation.store().read([&](store::Snapshot& snapshot) { return snapshot.one(sql); });
        return (*row)->integer(0);
    }

    store::TemporaryDirectory folder_;
    SystemClock clock_;
    SystemRandom random_;
    World world_{clock_, random_, {}};
    Progress quiet_ = [](std::int64_t) {};
};

TEST_F(Fill, every_product_can_be_filled_and_its_seats_counts_and_events_agree) {
    auto installation = open();
    for (auto blueprint : {"stamps", "sendpro-online", "postmark", "pitneyship", "connect-plus"}) {
        auto filled = fill(*installation, {1, 100, blueprint}, quiet_);
        ASSERT_TRUE(filled) << blueprint << ": " << filled.error().detail;
        EXPECT_EQ(filled->users, 100);
        ASSERT_EQ(filled->slugs.size(), 1u);
        auto of_it = " where account_id = (select account_id from accounts where slug = '" +
                     filled->slugs[0] + "')";
        auto users = count(*installation, "select count(*) from users" + of_it);
        EXPECT_EQ(users, 101);
        auto held =
            count(*installation, "select count(*) from users" + of_it + " and status <> 'deleted'");
        EXPECT_LT(held, users);
        auto const& kinds = installation->authority().catalog().find(blueprint)->seats_counts;
        bool counted = std::ranges::count(kinds, blueprints::UserKind::person) > 0;
        EXPECT_EQ(count(*installation, "select seats_used from accounts" + of_it),
                  counted ? held : 0);
        auto everywhere = " and home = -1";
        EXPECT_EQ(count(*installation, "select sum(users) from status_counts" + of_it + everywhere),
                  users);
        EXPECT_GE(count(*installation, "select audit_seq from accounts" + of_it), 2 * 100 - 20);
    }
    EXPECT_EQ(count(*installation, "select count(*) from jobs where kind = 'mail'"), 0);
}

TEST_F(Fill, a_second_time_adds_accounts_of_the_same_owner) {
    auto installation = open();
    auto first = fill(*installation, {2, 3, "stamps"}, quiet_);
    auto second = fill(*installation, {1, 3, "stamps"}, quiet_);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->slugs, (std::vector<std::string>{"demo-1", "demo-2"}));
    EXPECT_EQ(second->slugs, (std::vector<std::string>{"demo-3"}));
    EXPECT_NE(first->password, second->password);
    auto email = Email::parse(second->email);
    auto identity = installation->store().read(
        [&](store::Snapshot& snapshot) { return signin::identity_of(snapshot, *email); });
    ASSERT_TRUE(identity && *identity);
    EXPECT_TRUE(verify_password(Secret(second->password), (*identity)->password_hash));
    EXPECT_FALSE(verify_password(Secret(first->password), (*identity)->password_hash));
}

TEST_F(Fill, numbers_beyond_the_limits_and_unknown_products_change_nothing) {
    auto installation = open();
    auto refused = [&](Wished const& wished) {
        auto filled = fill(*installation, wished, quiet_);
        return filled ? std::string("filled") : filled.error().key + " " + filled.error().field;
    };
    EXPECT_EQ(refused({0, 10, "stamps"}), "app.fill accounts");
    EXPECT_EQ(refused({100'001, 10, "stamps"}), "app.fill accounts");
    EXPECT_EQ(refused({1, 0, "stamps"}), "app.fill users");
    EXPECT_EQ(refused({1, 10'000'001, "stamps"}), "app.fill users");
    EXPECT_EQ(refused({1, 10, "nonesuch"}), "accounts.blueprint blueprint");
    EXPECT_EQ(count(*installation, "select count(*) from accounts"), 0);
    EXPECT_EQ(count(*installation, "select count(*) from identities"), 0);
}

TEST(MadeUp, addresses_differ_and_are_addresses) {
    std::set<std::string> addresses;
    for (std::uint64_t n = 0; n < 5000; ++n) {
        auto person = made_up(n, "demo-1", blueprints::Names::parts);
        EXPECT_TRUE(Email::parse(person.email)) << person.email;
        EXPECT_FALSE(directory::whole(person.name).empty());
        addresses.insert(person.email);
    }
    EXPECT_EQ(addresses.size(), 5000u);
}

}  // namespace
}  // namespace usher::app
