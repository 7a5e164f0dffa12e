// kill -9 in a loop, under load, of the real program (R7): every acknowledged write is there after
// the restart, the chain verifies, and each mail was sent at least once.
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "support/account.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

constexpr int rounds = 12;
constexpr int writers = 6;

struct Written {
    std::string id, email, last_name;
    bool suspended = false;
};

// One who adds users, edits each and deletes none; notes what was acknowledged, and what was not.
class Writer {
 public:
    Writer(Account& account, int number)
        : account_(account), admin_(account.owner), number_(number) {}

    void moved_to(std::string const& url) { admin_.client.moved_to(url); }

    // Until the connection breaks.
    void write_on(std::atomic<int>& acknowledged) {
        while (add(acknowledged) && edit(acknowledged)) {
        }
    }

    // What broke off is sent again under its key: it happens once, whether it had happened or not.
    void send_again() {
        std::atomic<int> ignored = 0;
        if (!pending_.empty()) {
            EXPECT_TRUE(add(ignored));
        }
    }

    std::vector<Written> const& written() const { return written_; }

 private:
    bool add(std::atomic<int>& acknowledged) {
        if (pending_.empty())
            pending_ = "w" + std::to_string(number_) + "-" + std::to_string(next_++);
        auto added =
            admin_.post("/users", account_.new_user(pending_), {"Idempotency-Key: " + pending_});
        if (added.status == 0) return false;
        EXPECT_EQ(added.status, 201) << added.body;
        if (added.status != 201) return false;
        written_.push_back({added.text("id"), added.text("email"), added.text("last_name")});
        pending_.clear();
        ++acknowledged;
        return true;
    }
    bool edit(std::atomic<int>& acknowledged) {
        auto& last = written_.back();
        auto edited = admin_.patch("/users/" + last.id, json::Object{{"last_name", "Edited"}});
        if (edited.status != 200) return false;
        last.last_name = "Edited";
        ++acknowledged;
        return true;
    }

    Account& account_;
    Person admin_;
    int number_, next_ = 0;
    std::string pending_;
    std::vector<Written> written_;
};

// Writes from all sides until so many were acknowledged, then pulls the plug.
void write_and_kill(Server& server, std::vector<Writer>& all, int enough) {
    std::atomic<int> acknowledged = 0, running = writers;
    std::vector<std::thread> threads;
    for (auto& writer : all)
        threads.emplace_back([&] {
            writer.write_on(acknowledged);
            --running;
        });
    EXPECT_TRUE(waited([&] { return acknowledged >= enough || running == 0; },
                       std::chrono::milliseconds(0)));
    EXPECT_GE(acknowledged, enough) << "writers gave up before the server was killed";
    server.kill();
    for (auto& thread : threads) thread.join();
}

// An edit that broke off may have happened or not: the name is one of the two.
void expect_there(Person const& admin, Written const& written) {
    auto row = admin.get("/users/" + written.id);
    EXPECT_EQ(row.status, 200) << written.email;
    EXPECT_EQ(row.text("email"), written.email);
    if (written.last_name == "Edited") {
        EXPECT_EQ(row.text("last_name"), "Edited");
    }
}

TEST(R7, every_acknowledged_write_survives_kill_9_under_load) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 100'000});
    std::vector<Writer> all;
    for (int i = 0; i < writers; ++i) all.emplace_back(account, i);
    std::mt19937 random(7);
    for (int round = 0; round < rounds; ++round) {
        auto enough = std::uniform_int_distribution<int>(1, 60)(random);
        write_and_kill(server, all, enough);
        server.start();
        account.owner.client.moved_to(server.url());
        for (auto& writer : all) writer.moved_to(server.url());
        for (auto& writer : all) writer.send_again();
        ASSERT_EQ(account.owner.get("/users?limit=1").status, 200);
    }
    server.steer(minutes(3));  // past the leases of those who died: this program looks by the clock
    std::size_t users = 1;
    for (auto const& writer : all) {
        users += writer.written().size();
        for (auto const& written : writer.written()) expect_there(account.owner, written);
    }
    EXPECT_EQ(account.owner.get("/seats").text("used"), std::to_string(users));
    auto verified = server.run({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
    for (auto const& writer : all)
        for (auto const& written : writer.written()) server.mail_to(written.email);
}

TEST(R7, a_mail_that_the_server_died_with_is_sent_after_the_restart) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier"});
    server.refuse_mail(true);
    auto added = account.owner.post("/users", account.new_user("mia"));
    ASSERT_EQ(added.status, 201);
    server.kill();
    server.refuse_mail(false);
    server.start();
    server.steer(hours(1));  // past the pause after a refusal
    account.owner.client.moved_to(server.url());
    EXPECT_FALSE(server.token_to(account.address("mia")).empty());
    EXPECT_EQ(account.follow("mia").id, added.text("id"));
}

TEST(R7, ending_and_starting_again_keeps_everybody_signed_in) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier"});
    server.stop();
    server.start();
    account.owner.client.moved_to(server.url());
    EXPECT_EQ(account.owner.get("/users").count("items"), 1U);
    EXPECT_EQ(server.run({"audit", "verify"}).status, 0);
}

TEST(R7, two_servers_never_hold_the_same_data) {
    Server server;
    auto second = server.run({"serve", "--port", "0"});
    EXPECT_NE(second.status, 0);
    EXPECT_NE(second.err.find("store.locked"), second.err.npos) << second.err;
}

}  // namespace
}  // namespace usher::testing
