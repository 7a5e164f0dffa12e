// RT39: entries that were ended stay ended, also where the clock was set back after signing in.
#include "access/member.h"
#include "directory/life.h"
#include "directory/users.h"
#include "signin/testing.h"

namespace usher::signin {
namespace {

struct EndedEntries : RecoveryWorld {
    EndedEntries() {
        world.write([&](store::Tx& tx) -> Result<void> {
            TRY(tx.exec("update accounts set seats_used = 3 where account_id = $1",
                        world.account()));
            for (std::string name : {"ada", "max", "ulf"}) {
                auto email = TRY(Email::parse(name + "@example.com"));
                TRY(directory::take_address(tx, world.account(), email, world.id(name)));
                auto user = TRY(directory::find(tx, world.account(), world.id(name)));
                TRY(directory::keep_directory(tx, world.account(), nullptr, *user));
            }
            return {};
        });
        world.clock().set(world.now() - hours(1));
    }
    // What an administrator does to ulf.
    template <Act A, class Verb>
    void does(Verb verb) {
        auto admin = world.instance_actor();
        world.write([&](store::Tx& tx) -> Result<void> {
            auto user = TRY(directory::find(tx, world.account(), world.id("ulf")));
            auto before = TRY(access::subject(tx, admin, world.id("ulf")));
            auto may = TRY(access::permit<A>(tx, admin, {before, {}}));
            return verb(tx, admin, may, *user);
        });
    }
    // The session was there before, by its own word an hour from now.
    bool is_ended() {
        return world.read([&](store::Snapshot& s) -> Result<bool> {
            auto entry = TRY(access::entry(s, world.session("ulf").token, world.account()));
            if (!entry->member) return true;
            return !entry->is_newer_than_end();
        });
    }
};

TEST_F(EndedEntries, stand_open_until_they_are_ended) {
    EXPECT_FALSE(is_ended());
    EXPECT_EQ(enters(world.session("ulf")), "allowed");
}

TEST_F(EndedEntries, by_an_administrator) {
    does<Act::users_reset>(
        [](store::Tx& tx, auto&, auto& may, auto& user) { return end_entries(tx, may, user, ""); });
    EXPECT_TRUE(is_ended());
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
    EXPECT_EQ(enters(world.session("max")), "allowed");
}

TEST_F(EndedEntries, with_the_old_password) {
    does<Act::users_reset>([&](store::Tx& tx, auto& admin, auto& may, auto& user) -> Result<void> {
        TRY(send_reset(tx, outbox, admin, may, user, OldPassword::ends_here, ""));
        return {};
    });
    EXPECT_TRUE(is_ended());
}

TEST_F(EndedEntries, by_a_suspension_that_is_over) {
    does<Act::users_suspend>([](store::Tx& tx, auto& admin, auto& may, auto& user) {
        return directory::suspend(tx, may, admin.account, user, "");
    });
    does<Act::users_suspend>([](store::Tx& tx, auto& admin, auto& may, auto& user) {
        return directory::resume(tx, may, admin.account, user, "");
    });
    EXPECT_TRUE(is_ended());
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
}

TEST_F(EndedEntries, by_a_deletion_that_is_taken_back) {
    does<Act::users_delete>([](store::Tx& tx, auto& admin, auto& may, auto& user) {
        return directory::remove(tx, may, admin.account, user, "");
    });
    world.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.exec("update users set status = 'active' where account_id = $1 and user_id = $2",
                    world.account(), world.id("ulf")));
        return directory::take_membership(tx, world.account(), world.identity("ulf"),
                                          world.id("ulf"));
    });
    EXPECT_TRUE(is_ended());
}

}  // namespace
}  // namespace usher::signin
