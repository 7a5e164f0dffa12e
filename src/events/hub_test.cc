#include "events/hub.h"

#include <gtest/gtest.h>

#include <thread>

namespace usher::events {
namespace {

IdBytes id(std::uint8_t n) { return {n}; }
IdBytes const account = id(1), other = id(2), ada = id(10), bob = id(11);

TEST(Hub, whoever_listens_hears_that_something_changed_once) {
    Hub hub;
    auto ear = hub.listen(account, ada, id(20));
    EXPECT_FALSE(ear->has_heard());
    hub.tell({account});
    hub.tell({account, account});
    EXPECT_TRUE(ear->has_heard());
    auto heard = ear->take();
    EXPECT_TRUE(heard.account);
    EXPECT_FALSE(heard.reader);
    EXPECT_FALSE(ear->has_heard()) << "however often it was told";
}

TEST(Hub, what_happens_in_another_account_is_not_heard) {
    Hub hub;
    auto ear = hub.listen(account, ada, id(20));
    hub.tell({other, bob, id(20)});
    EXPECT_FALSE(ear->has_heard());
    EXPECT_FALSE(ear->take().account);
}

TEST(Hub, what_was_before_is_not_heard_and_what_comes_between_is) {
    Hub hub;
    auto first = hub.listen(account, ada, id(20));
    hub.tell({account});
    auto second = hub.listen(account, bob, id(21));
    EXPECT_FALSE(second->has_heard());
    (void)first->take();
    hub.tell({account});
    EXPECT_TRUE(first->take().account);
    EXPECT_TRUE(second->take().account);
}

TEST(Hub, end_of_sessions_is_heard_by_those_of_that_person_alone) {
    Hub hub;
    auto of_ada = hub.listen(account, ada, id(20));
    auto of_bob = hub.listen(account, bob, id(21));
    hub.tell({ada});
    EXPECT_TRUE(of_ada->take().reader);
    EXPECT_FALSE(of_bob->has_heard());
}

TEST(Hub, so_many_listen_by_one_session_and_to_one_account) {
    Hub hub({.of_account = 3, .of_credential = 2});
    auto first = hub.listen(account, ada, id(20));
    auto second = hub.listen(account, ada, id(20));
    EXPECT_EQ(hub.listen(account, ada, id(20)), nullptr);
    EXPECT_EQ(hub.listen(other, ada, id(20)), nullptr) << "wherever it listens";
    auto third = hub.listen(account, ada, id(21));
    EXPECT_NE(third, nullptr) << "another session of the same person";
    EXPECT_EQ(hub.listen(account, bob, id(22)), nullptr) << "the account is full";
    EXPECT_NE(hub.listen(other, bob, id(22)), nullptr);
    first.reset();
    EXPECT_NE(hub.listen(account, bob, id(22)), nullptr) << "one has left";
}

TEST(Hub, nothing_is_kept_of_those_who_left) {
    Hub hub;
    {
        auto first = hub.listen(account, ada, id(20));
        auto second = hub.listen(other, ada, id(20));
        EXPECT_EQ(hub.topics(), 3u);
    }
    EXPECT_EQ(hub.topics(), 0u);
    hub.tell({account, ada});
    EXPECT_EQ(hub.topics(), 0u);
}

TEST(Hub, is_told_by_any_thread_while_others_come_and_go) {
    Hub hub({.of_account = 100, .of_credential = 100});
    auto stays = hub.listen(account, ada, id(20));
    std::thread tells([&] {
        for (int n = 0; n < 2000; ++n) hub.tell({account, bob});
    });
    for (int n = 0; n < 500; ++n) (void)hub.listen(account, bob, id(21))->take();
    tells.join();
    EXPECT_TRUE(stays->take().account);
    EXPECT_EQ(hub.topics(), 2u);
}

}  // namespace
}  // namespace usher::events
