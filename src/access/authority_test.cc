// Who acts: sessions, accounts, the command line, the product (RT23, RT26, RT39).
#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

using Kind = http::Credential::Kind;

struct AuthorityTest : testing::Test {
    World world{"stamps"};

    AuthorityTest() {
        world.person("ada", account_place, {{"admin", account_place}});
        world.person("ulf", account_place, {{"user"}});
    }
    std::string enters(http::Credential const& who, std::string_view account = World::slug) {
        return world.attempt(
            [&](store::Tx& tx) { return world.authority().actor(tx, who, account); });
    }
    std::string enters(std::string const& name, std::string_view account = World::slug) {
        return enters(world.session(name), account);
    }
    void entries_after(std::string const& name, Time at) {
        world.write([&](store::Tx& tx) {
            return tx.exec(
                "update users set entries_after = $3 where account_id = $1 and user_id = $2",
                world.account(), world.id(name), at);
        });
    }
};

TEST_F(AuthorityTest, a_user_enters_by_id_or_slug) {
    EXPECT_EQ(enters("ada"), "allowed");
    EXPECT_EQ(enters("ada", world.account().text()), "allowed");
    auto ada = world.actor("ada");
    EXPECT_EQ(ada.id.text(), "user:" + world.id("ada").text());
    EXPECT_EQ(ada.email, "ada@example.com");
    EXPECT_EQ(ada.name, "ada");
    EXPECT_FALSE(ada.unbound);
    EXPECT_FALSE(ada.held.empty());
    EXPECT_TRUE(world.actor("ulf").held.empty());
}

TEST_F(AuthorityTest, without_a_living_session_nobody_is_told_which_accounts_exist) {
    http::Credential nobody{Kind::none, {}}, forged{Kind::session, Secret("no token")};
    http::Credential unknown{Kind::session, Secret(std::string(43, 'A'))};
    for (auto const& who : {nobody, forged, unknown})
        for (auto account : {World::slug, std::string_view("no-such")})
            EXPECT_EQ(enters(who, account), "signin.needed");
    world.clock().advance(days(30));
    EXPECT_EQ(enters("ada"), "signin.needed");
}

TEST_F(AuthorityTest, unknown_accounts_and_those_of_others_are_the_same) {
    auto other = world.another_account("other");
    EXPECT_EQ(enters("ada", "no-such"), "not_found");
    EXPECT_EQ(enters("ada", AccountId{{1}}.text()), "not_found");
    EXPECT_EQ(enters("ada", "other"), "not_found");
    EXPECT_EQ(enters("ada", other.text()), "not_found");
    EXPECT_EQ(enters(World::instance(), "other"), "allowed");
    world.set_status("ulf", Status::deleted);
    EXPECT_EQ(enters("ulf"), "not_found");
    world.set_status("ulf", Status::invited);
    EXPECT_EQ(enters("ulf"), "not_found");
}

TEST_F(AuthorityTest, who_asks_for_a_change_is_read_under_the_lock_of_the_account) {
    auto locks = [&](auto&& read) {
        return world.write([&](store::Tx& tx) -> Result<bool> {
            EXPECT_FALSE(tx.locked(world.account()));
            TRY(read(tx));
            return tx.locked(world.account());
        });
    };
    for (auto account : {std::string(World::slug), world.account().text()})
        EXPECT_TRUE(locks([&](store::Tx& tx) {
            return world.authority().actor(tx, world.session("ada"), account);
        })) << account;
    EXPECT_TRUE(
        locks([&](store::Tx& tx) { return world.authority().account(tx, world.account()); }));
}

TEST_F(AuthorityTest, suspended_users_have_no_entry_and_suspended_accounts_none_at_all) {
    world.set_status("ulf", Status::suspended);
    EXPECT_EQ(enters("ulf"), "access.no_entry");
    EXPECT_EQ(enters("ada"), "allowed");
    world.set_account_status("suspended");
    EXPECT_EQ(enters("ada"), "accounts.not_open");
    world.set_account_status("closed");
    EXPECT_EQ(enters("ada"), "accounts.not_open");
}

TEST_F(AuthorityTest, ended_entries_need_a_newer_sign_in) {
    entries_after("ulf", world.now() - milliseconds(1));
    EXPECT_EQ(enters("ulf"), "allowed");
    entries_after("ulf", world.now());
    EXPECT_EQ(enters("ulf"), "signin.needed");
}

TEST_F(AuthorityTest, the_command_line_is_unbound_and_speaks_for_the_account) {
    auto instance = world.instance_actor();
    EXPECT_TRUE(instance.unbound);
    EXPECT_EQ(instance.id.text(), "instance");
    EXPECT_EQ(instance.name, "Acme");
    EXPECT_TRUE(instance.held.empty());
    EXPECT_EQ(enters(World::instance(), "no-such"), "not_found");
    world.set_account_status("suspended");
    EXPECT_EQ(enters(World::instance()), "allowed");
}

TEST_F(AuthorityTest, a_product_key_opens_accounts_of_its_blueprint_and_reads_and_registers_there) {
    auto key = world.product_key("stamps");
    EXPECT_EQ(enters(key), "allowed");
    EXPECT_EQ(enters(world.product_key("postmark")), "not_found");
    auto product = world.read(
        [&](store::Snapshot& s) { return world.authority().actor(s, key, World::slug); });
    for (std::size_t i = 0; i < act_count; ++i) {
        auto act = static_cast<Act>(i);
        bool its_own = act == Act::users_view || act == Act::resources_manage;
        EXPECT_EQ(key_of(detail::judge(act, product)), its_own ? "allowed" : "access.no_act")
            << name(act);
    }
    world.write(
        [&](store::Tx& tx) { return tx.exec("update product_keys set ended_at = $1", tx.now()); });
    EXPECT_EQ(enters(key), "signin.needed");
}

TEST_F(AuthorityTest, operators_hold_no_act_in_an_account) {
    world.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.exec("insert into operators (identity_id, name, created_at) values ($1, 'U', $2)",
                    world.identity("ulf"), tx.now()));
        return {};
    });
    EXPECT_TRUE(world.actor("ulf").held.empty());
    auto person = [&](http::Credential const& who) {
        return world.read([&](store::Snapshot& s) { return world.authority().person(s, who); });
    };
    auto ulf = person(world.session("ulf"));
    EXPECT_TRUE(ulf.is_operator);
    EXPECT_EQ(ulf.id.text(), "operator:" + world.identity("ulf").text());
    EXPECT_TRUE(permit<InstanceAct::accounts_open>(ulf));
    auto ada = person(world.session("ada"));
    EXPECT_EQ(key_of(permit<InstanceAct::accounts_open>(ada)), "access.no_act");
    EXPECT_NE(ada.idempotency_scope(), ulf.idempotency_scope());
    EXPECT_TRUE(permit<InstanceAct::keys_make>(person(World::instance())));
}

TEST_F(AuthorityTest, person_needs_a_session) {
    for (auto kind : {Kind::none, Kind::key, Kind::session})
        EXPECT_EQ(world.attempt([&](store::Tx& tx) {
            return world.authority().person(tx, {kind, Secret(std::string(43, 'A'))});
        }),
                  "signin.needed");
}

TEST_F(AuthorityTest, a_sender_read_again_holds_what_they_hold_now) {
    auto again = [&](ActorId id) {
        return world.read([&](store::Snapshot& s) -> Result<Actor> {
            auto account = TRY(world.authority().account(s, world.account()));
            return world.authority().actor_again(s, id, account);
        });
    };
    ActorId ada{ActorId::Kind::user, world.id("ada").bytes};
    EXPECT_FALSE(again(ada).held.empty());
    world.set_account_status("suspended");
    EXPECT_TRUE(again(ada).held.empty());
    world.set_account_status("open");
    world.set_status("ada", Status::deleted);
    EXPECT_TRUE(again(ada).held.empty());
    EXPECT_TRUE(again({ActorId::Kind::instance, {}}).unbound);
    ActorId gone{ActorId::Kind::operator_, world.identity("ada").bytes};
    EXPECT_FALSE(again(gone).unbound);
    EXPECT_FALSE(again({ActorId::Kind::system, {}}).unbound);
}

TEST_F(AuthorityTest, a_blueprint_that_is_not_installed_is_said) {
    world.set_blueprint("gone");
    EXPECT_EQ(enters("ada"), "accounts.blueprint_missing");
}

TEST(ActorIdTest, its_text_is_read_back_exactly) {
    IdBytes bytes{1, 2, 3};
    for (auto kind : {ActorId::Kind::user, ActorId::Kind::operator_, ActorId::Kind::product})
        EXPECT_EQ(ActorId::parse(ActorId{kind, bytes}.text()), (ActorId{kind, bytes}));
    for (auto kind : {ActorId::Kind::instance, ActorId::Kind::system})
        EXPECT_EQ(ActorId::parse(ActorId{kind, {}}.text()), (ActorId{kind, {}}));
    for (auto text : {"", "user", "user:", "user:usr_1", "instance:x", "instance:", "root"})
        EXPECT_FALSE(ActorId::parse(text)) << text;
    EXPECT_FALSE(ActorId::parse("user:" + AccountId{bytes}.text()));
}

}  // namespace
}  // namespace usher::access
