#include "directory/unique_fields.h"

#include <gtest/gtest.h>

#include "access/testing.h"
#include "directory/life.h"
#include "directory/own.h"

namespace usher::directory {
namespace {

// Stamps with two fields more: a badge that is one user's, and a desk that may be shared.
struct UniqueFields : testing::Test {
    access::World world{"stamps", "premier"};
    blueprints::Blueprint own = world.blueprint();
    std::map<std::string, UserId> users;

    UniqueFields() {
        world.person("ada", access::account_place, {{"admin", access::account_place}});
        blueprints::Field badge, desk;
        badge.key = "badge";
        badge.label = "Badge";
        badge.unique = badge.self = true;
        desk.key = "desk";
        own.fields = {badge, desk};
    }
    access::Actor ada() {
        auto actor = world.actor("ada");
        actor.account.blueprint = &own;
        return actor;
    }
    template <class Unit>
    std::string tries(Unit unit) {
        auto tried = world.store().write([&](store::Tx& tx) -> Result<void> {
            TRY(unit(tx));
            return {};
        });
        if (tried) return "allowed";
        return tried.error().field.empty() ? tried.error().key
                                           : tried.error().key + " " + tried.error().field;
    }
    std::string adds(std::string const& name, std::string const& badge) {
        auto actor = ada();
        return tries([&](store::Tx& tx) -> Result<void> {
            auto email = TRY(Email::parse(name + "@example.com"));
            NewUser user{{"", name}, email, access::account_place, {{"user"}}, {}, "en"};
            user.fields = {{"badge", badge}, {"desk", "1"}};
            access::Subject fresh;
            fresh.status = access::Status::invited;
            fresh.assignments = user.assignments;
            auto may = TRY(access::permit<Act::users_invite>(tx, actor, {{}, fresh}));
            users[name] = TRY(add(tx, actor, may, user));
            return {};
        });
    }
    template <Act A, class Verb>
    std::string does(std::string const& name, Verb verb) {
        auto actor = ada();
        return tries([&](store::Tx& tx) -> Result<void> {
            auto user = TRY(find(tx, world.account(), users.at(name)));
            auto subject = TRY(access::subject(tx, actor, users.at(name)));
            auto may = TRY(access::permit<A>(tx, actor, {subject, {}}));
            return verb(tx, may, actor, *user, subject);
        });
    }
    std::string edits(std::string const& name, json::Value badge) {
        return does<Act::users_edit>(name,
                                     [&](auto& tx, auto& may, auto& actor, auto& user, auto&) {
                                         Edit wish;
                                         wish.fields = json::Object{{"badge", badge}};
                                         return edit(tx, may, actor, user, wish, "");
                                     });
    }
    std::string removes(std::string const& name) {
        return does<Act::users_delete>(name,
                                       [&](auto& tx, auto& may, auto& actor, auto& user, auto&) {
                                           return remove(tx, may, actor.account, user, "");
                                       });
    }
    std::string restores(std::string const& name) {
        return does<Act::users_delete>(
            name, [&](auto& tx, auto& may, auto& actor, auto& user, auto& subject) {
                return restore(tx, may, actor, user, returning(actor, subject, {}), "");
            });
    }
};

constexpr auto taken = "users.field_taken fields.badge";

TEST_F(UniqueFields, hold_one_value_to_one_user_whoever_enters_it) {
    EXPECT_EQ(adds("bob", "A-7"), "allowed");
    EXPECT_EQ(adds("eve", "a-7"), taken);
    EXPECT_EQ(adds("eve", "A-8"), "allowed");
    EXPECT_EQ(edits("eve", "A-7"), taken);
    EXPECT_EQ(edits("bob", "a-7"), "allowed") << "their own, written otherwise";
    EXPECT_EQ(edits("bob", "A-9"), "allowed");
    EXPECT_EQ(edits("eve", "A-7"), "allowed") << "free by now";
    EXPECT_EQ(edits("eve", nullptr), "allowed");
    EXPECT_EQ(edits("bob", "A-7"), "allowed");
}

TEST_F(UniqueFields, are_free_while_their_user_is_deleted) {
    EXPECT_EQ(adds("bob", "A-7"), "allowed");
    EXPECT_EQ(removes("bob"), "allowed");
    EXPECT_EQ(adds("eve", "A-7"), "allowed");
    EXPECT_EQ(restores("bob"), taken);
    EXPECT_EQ(removes("eve"), "allowed");
    EXPECT_EQ(restores("bob"), "allowed");
    EXPECT_EQ(restores("eve"), taken);
}

TEST_F(UniqueFields, are_refused_in_the_own_profile_too) {
    EXPECT_EQ(adds("bob", "A-7"), "allowed");
    auto actor = ada();
    auto sets = [&](json::Value badge) {
        return tries([&](store::Tx& tx) -> Result<void> {
            auto user = TRY(own_user(tx, actor));
            Edit wish;
            wish.fields = json::Object{{"badge", badge}};
            return edit_own(tx, actor, user, wish, "");
        });
    };
    world.write([&](store::Tx& tx) -> Result<void> {
        auto user = TRY(own_user(tx, actor));
        return keep_directory(tx, world.account(), nullptr, user);
    });
    EXPECT_EQ(sets("A-7"), taken);
    EXPECT_EQ(sets("A-8"), "allowed");
    EXPECT_EQ(adds("eve", "A-8"), taken);
}

TEST_F(UniqueFields, of_another_account_are_its_own) {
    EXPECT_EQ(adds("bob", "A-7"), "allowed");
    auto other = ada().account;
    other.id = world.another_account("other");
    EXPECT_EQ(tries([&](store::Tx& tx) {
                  return keep_unique(tx, other, UserId{}, {}, {{"badge", "A-7"}});
              }),
              "allowed");
}

}  // namespace
}  // namespace usher::directory
