// What lies on the disk (spec.md R6, R8): nothing secret, and nothing altered unseen.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "support/account.h"
#include "support/database.h"

namespace usher::testing {
namespace {

// Everything that the server wrote: the store with its log, the log file, the key apart.
std::string all_bytes(Server const& server) {
    std::string bytes = server.log();
    for (auto const& file : std::filesystem::directory_iterator(server.data()))
        if (file.is_regular_file() && file.file_size() > 4096)
            bytes += support::read_file(file.path());
    return bytes;
}

void tamper(Server const& server, std::string const& statement) {
    EXPECT_EQ(Database(server).change(statement), 1) << statement;
}

TEST(R8, no_token_password_or_session_lies_on_the_disk_or_in_the_log) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier"});
    auto max = account.join("max", {"user", "user-manager"});
    account.invite("mia");
    auto pending = server.token_to(account.address("mia"));
    auto guest = account.stranger().client;
    guest.post("/v1/sign-in", json::Object{{"email", max.email}, {"password", "wrong-pass-word"}});
    guest.post("/v1/join/look", json::Object{{"token", pending}});
    auto key = server.run({"key", "make", "--blueprint", "stamps", "--name", "shop"});
    ASSERT_EQ(key.status, 0);
    auto link = server.run({"init", "--email", "op@usher.example"});
    ASSERT_EQ(link.status, 0);
    auto of_operator = link.out.substr(link.out.find("/join#") + 6);
    std::vector<std::string> secrets{max.password,
                                     account.owner.password,
                                     "wrong-pass-word",
                                     max.client.session(),
                                     account.owner.client.session(),
                                     pending,
                                     server.token_to(max.email),
                                     key.out.substr(0, 30),
                                     of_operator.substr(0, of_operator.find('\n'))};
    server.stop();
    auto bytes = all_bytes(server);
    ASSERT_NE(bytes.find(max.email), bytes.npos);  // the right files were read
    EXPECT_NE(bytes.find("$argon2id$"), bytes.npos);
    for (auto const& secret : secrets) {
        ASSERT_GE(secret.size(), 15U);
        EXPECT_EQ(bytes.find(secret), bytes.npos) << secret;
    }
}

TEST(R8, the_store_is_for_its_owner_alone) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier"});
    std::set<std::string> found;
    auto expect_closed = [](std::filesystem::path const& path) {
        using std::filesystem::perms;
        auto open =
            (perms::group_all | perms::others_all) & std::filesystem::status(path).permissions();
        EXPECT_EQ(open, perms::none) << path;
    };
    for (auto const& file : std::filesystem::directory_iterator(server.data())) {
        expect_closed(file.path());
        found.insert(file.path().filename());
    }
    for (auto const* name : {"usher.db", "usher.db-wal", "instance.key", "lock", "usher.sock"})
        EXPECT_TRUE(found.contains(name)) << name;
    expect_closed(server.data());
    expect_closed(server.log_file());
}

TEST(R8, case_43_no_answer_event_or_export_has_a_link) {  // threat 19
    Server server;
    auto account = server.open("stamps", {.plan = "premier"});
    auto added = account.owner.post("/users", account.new_user("mia"));
    auto token = server.token_to(account.address("mia"));
    auto id = added.text("id");
    for (auto const& answer :
         {added, account.owner.get("/users/" + id), account.owner.get("/users"),
          account.owner.get("/audit"), account.owner.get("/audit/chain"),
          account.owner.post("/users/" + id + "/invitation"),
          account.owner.client.get("/v1/me?account=" + account.slug())}) {
        EXPECT_EQ(answer.status / 100, 2);
        EXPECT_FALSE(answer.holds(token));
        EXPECT_FALSE(answer.holds("join#"));
    }
    EXPECT_EQ(server.run({"audit", "export", "--account", account.slug()}).out.find(token),
              std::string::npos);
}

TEST(R6, whoever_alters_the_store_is_found) {  // threat 48
    Server server;
    auto account = server.open("stamps", {.plan = "premier"});
    account.join("ulf", {"user"});
    auto verified = [&] { return server.run({"audit", "verify"}); };
    ASSERT_EQ(verified().status, 0);
    auto event = "where seq = 2 and account_id <> zeroblob(16)";
    server.stop();
    ASSERT_EQ(verified().status, 0) << "without a server";
    std::filesystem::copy_file(database(server), server.data() + "/whole");
    auto restore = [&] {
        std::filesystem::copy_file(server.data() + "/whole", database(server),
                                   std::filesystem::copy_options::overwrite_existing);
    };
    for (auto const* change :
         {"update audit set by_actor = 'instance:x' ", "update audit set details = '{}' ",
          "update audit set act = 'users.delete' ", "update audit set at = at + 1 ",
          "update audit set target = 'user:usr_x' ", "delete from audit "}) {
        tamper(server, change + std::string(event));
        auto found = verified();
        EXPECT_NE(found.status, 0) << change << found.out;
        EXPECT_NE(found.err.find("audit."), found.err.npos) << found.err;
        restore();
        EXPECT_EQ(verified().status, 0);
    }
}

}  // namespace
}  // namespace usher::testing
