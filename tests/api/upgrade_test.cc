// The data of earlier versions (tests/upgrade) is opened by this one and is whole; data of a later
// one, or one that somebody holds, is refused at start, and the refusal says what to do.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "store/sqlite.h"
#include "support/account.h"
#include "support/source_file.h"

namespace usher::testing {
namespace {

using store::Connection;

void run_sql(std::string const& data, std::string const& sql) {
    ::mkdir(data.c_str(), 0700);
    auto connection =
        *Connection::open(data + "/usher.db", Connection::Use::writing, Connection::Sync::full);
    auto done = connection->script(sql);
    ASSERT_TRUE(done) << done.error().detail;
}

std::vector<std::string> schema_of(std::string const& data) {
    auto connection =
        *Connection::open(data + "/usher.db", Connection::Use::reading, Connection::Sync::full);
    auto rows = *connection->rows(
        "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_master order by 1", {});
    std::vector<std::string> schema;
    for (auto const& row : rows) schema.push_back(row.text(0));
    return schema;
}

// A server that opens the data of tests/upgrade/`level`.
void start_with(Server& server, std::string const& level) {
    run_sql(server.data(), source_text("tests/upgrade/" + level));
    std::ofstream(server.data() + "/instance.key") << std::string(64, '7');
    std::filesystem::permissions(server.data() + "/instance.key",
                                 std::filesystem::perms::owner_read);
    server.start();
}

Person signed_in(Server& server, std::string const& name, std::string const& account) {
    Person person(server.client(), "/v1/accounts/" + account);
    person.email = name + "@golden.example";
    person.password = "seven herons on ice 1972";
    EXPECT_EQ(person.sign_in().status, 200);
    return person;
}

class Upgrade : public ::testing::TestWithParam<std::string> {};

TEST_P(Upgrade, an_earlier_versions_data_is_upgraded_and_whole) {
    Server server(Server::Start::later);
    start_with(server, GetParam());
    auto ada = signed_in(server, "ada", "golden");
    auto users = ada.get("/users?status=active,invited,suspended");
    ASSERT_EQ(users.status, 200) << users.body;
    EXPECT_EQ(users.count("items"), 4u);
    EXPECT_EQ(users.text("counts.active"), "2");
    EXPECT_EQ(users.text("counts.suspended"), "1");
    EXPECT_EQ(ada.get("/users?q=oster").text("items.0.email"), "ulf@golden.example");
    EXPECT_EQ(ada.get("/audit").status, 200);
    EXPECT_EQ(ada.get("/seats").text("used"), "4");
    auto added = ada.post("/users", json::Object{{"email", "neu@golden.example"},
                                                 {"first_name", "Neu"},
                                                 {"last_name", "Neumann"}});
    EXPECT_EQ(added.status, 201) << added.body;
    auto verified = server.run({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
    EXPECT_NE(verified.out.find("golden: "), std::string::npos);

    Server fresh;
    EXPECT_EQ(schema_of(server.data()), schema_of(fresh.data())) << "one form, whatever the way";
}
INSTANTIATE_TEST_SUITE_P(Levels, Upgrade,
                         ::testing::Values("level_01.sql", "level_05.sql", "level_09.sql",
                                           "level_18.sql"),
                         [](auto const& level) { return level.param.substr(0, 8); });

// What stands in the tables of level 18 goes on to be of use.
TEST(UpgradeOf, level_18_has_its_log_its_places_and_what_users_may_use) {
    Server server(Server::Start::later);
    start_with(server, "level_18.sql");
    auto verified = server.run({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
    for (auto const* said : {"golden: ", "harbour: ", "through 1 kept checkpoints"})
        EXPECT_NE(verified.out.find(said), std::string::npos) << said << verified.out;
    auto ada = signed_in(server, "ada", "golden");
    auto found = ada.get("/audit?act=users.suspend");
    ASSERT_EQ(found.count("items"), 1U) << "in the block that is closed: " << found.body;
    auto sue = found.text("items.0.target.id");
    EXPECT_EQ(ada.get("/audit?target=" + sue + "&act=users.accept").count("items"), 1U);
    EXPECT_EQ(ada.get("/support").text("items.0.reason"), "Ticket 4711");
    EXPECT_EQ(ada.get("/support").text("items.0.name"), "Otto Former");

    auto eve = signed_in(server, "eve", "harbour");
    auto users = eve.get("/users");
    ASSERT_EQ(users.count("items"), 1U) << users.body;
    auto row = eve.get("/users/" + users.text("items.0.id"));
    EXPECT_EQ(row.text("home.name"), "Boston");
    EXPECT_EQ(row.text("fields.employee_id"), "E-17");
    EXPECT_EQ(row.text("grants.0.resources.0.name"), "FedEx corporate");
    EXPECT_EQ(row.text("grants.0.defaults.0.name"), "FedEx corporate");
    auto moved = eve.get("/audit?act=users.edit");
    EXPECT_EQ(moved.text("items.0.moved_to.name"), "Boston") << moved.body;
}

TEST(Start, data_of_a_later_version_is_refused_and_left_as_it_is) {
    Server server;
    server.stop();
    run_sql(server.data(), "insert into migrations values (999, '0999_later.sql', 'x', 0)");
    auto refused = server.run({"serve", "--port", "0"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.err.find("(store.newer)"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("Start that version, or restore a backup"), std::string::npos);
}

TEST(Start, a_migration_that_reads_otherwise_now_is_refused) {
    Server server;
    server.stop();
    run_sql(server.data(), "update migrations set digest = 'x' where number = 3");
    auto refused = server.run({"serve", "--port", "0"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.err.find("(store.migration_changed)"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("0003_"), std::string::npos) << "it is named";
    EXPECT_NE(refused.err.find("Start the version of Usher that made it, or restore a backup"),
              std::string::npos)
        << "and what to do: " << refused.err;
}

TEST(Start, a_second_process_on_the_same_data_is_refused_and_told_which_the_first_is) {
    Server server;
    auto refused = server.run({"serve", "--port", "0"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.err.find("(store.locked)"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("Process "), std::string::npos) << refused.err;
    EXPECT_EQ(server.client().get("/healthz").status, 200);
}

}  // namespace
}  // namespace usher::testing
