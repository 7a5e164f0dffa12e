// A product's own blueprint (docs/blueprints.md): checked by `usher blueprint check`, served by
// `usher serve --blueprints`, its words in what is told of an account.
#include "support/blueprint.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/account.h"

namespace usher::testing {
namespace {

std::string second_version() { return parcels_with("version = 1", "version = 2"); }

std::string later_with(std::string const& part, std::string const& other) {
    auto toml = second_version();
    auto at = toml.find(part);
    EXPECT_NE(at, toml.npos) << part;
    return at == toml.npos ? toml : toml.replace(at, part.size(), other);
}

class BlueprintCheck : public ::testing::Test {
 protected:
    Output check(std::string const& toml, std::vector<std::string> const& more = {}) {
        std::vector<std::string> words{"blueprint", "check", write_parcels(new_.path(), toml)};
        words.insert(words.end(), more.begin(), more.end());
        return Server::run_as_is(words);
    }
    Output against_parcels(std::string const& toml) {
        return check(toml, {"--against", write_parcels(old_.path(), parcels())});
    }
    std::string file() const { return new_.path() + "/parcels.toml"; }

    store::TemporaryDirectory new_, old_;
};

TEST_F(BlueprintCheck, of_a_good_one_tells_what_it_holds) {
    auto told = check(parcels());
    EXPECT_EQ(told.status, 0) << told.err;
    EXPECT_EQ(told.out, file() + ": Parcels, version 1, 3 roles, 4 permissions: no faults\n");
    EXPECT_EQ(told.err, "");
}

struct Row {
    char const* name;
    std::string part, other;          // of the guide's example, and what stands there instead
    std::vector<std::string> faults;  // behind the file's path, in order
};

std::vector<Row> faulty() {
    return {
        {"the guide's own fault",
         R"("users.reset", "roles.assign"])",
         R"("users.reset", "role.assign"])",
         {R"(:28:85: roles.foreman.acts[5]: No act is called "role.assign". Did you mean )"
          R"("roles.assign"? [unknown_reference])"}},
        {"two of them, in the order of the file",
         R"(label = "Manager")",
         "lable = \"Manager\"",
         {":18:8: roles.manager.label: This key is required. [missing]",
          ":19:1: roles.manager.lable: This table has no such key. Did you mean \"label\"? "
          "[unknown_key]"}},
        {"no TOML", "[features]", "[features", {":6:"}},
    };
}

TEST_F(BlueprintCheck, of_a_faulty_one_names_file_line_column_key_and_what_is_expected) {
    for (auto const& row : faulty()) {
        auto told = check(parcels_with(row.part, row.other));
        EXPECT_EQ(told.status, 1) << row.name;
        std::size_t at = 0;
        for (auto const& fault : row.faults) {
            auto found = told.out.find(file() + fault, at);
            ASSERT_NE(found, told.out.npos) << row.name << ": " << fault << "\n" << told.out;
            at = found + 1;
        }
        EXPECT_EQ(told.out.find("no faults"), told.out.npos) << row.name;
    }
}

struct Later {
    char const* name;
    std::string part, other;
    std::string fault;  // a code; empty: accounts may follow
};

std::vector<Later> later() {
    return {
        {"a new label", R"(label = "Packer")", R"(label = "Packers")", ""},
        {"a new role", "[roles.packer]", "[roles.guest]\nlabel = \"Guest\"\n\n[roles.packer]", ""},
        {"a role less",
         R"([roles.foreman]                              # the same people every )"
         R"(day, in one depot
label = "Foreman"
scopes = ["location"]
acts = ["users.view", "users.invite", "users.edit", "users.suspend", "users.reset", "roles.assign"]
permissions = ["money.add", "report.view"]
)",
         "", "[removed]"},
        {"an act more", R"("users.reset", "roles.assign"])",
         R"("users.reset", "users.delete", "roles.assign"])", "[widened]"},
        {"fewer seats", "seats = 5", "seats = 4", "[narrowed]"},
        {"names of another form", "words = {", "names = \"whole\"\nwords = {", "[changed]"},
    };
}

TEST_F(BlueprintCheck, against_the_version_before_says_whether_accounts_may_follow) {
    for (auto const& row : later()) {
        auto told = against_parcels(later_with(row.part, row.other));
        EXPECT_EQ(told.status, row.fault.empty() ? 0 : 1) << row.name << "\n" << told.out;
        auto expected = row.fault.empty() ? std::string(": no faults\n") : row.fault;
        EXPECT_NE(told.out.find(expected), told.out.npos) << row.name << "\n" << told.out;
        EXPECT_TRUE(told.out.starts_with(file() + ":")) << row.name << "\n" << told.out;
    }
    EXPECT_EQ(against_parcels(parcels()).status, 0) << "itself";
    auto same = against_parcels(parcels_with("seats = 5", "seats = 6"));
    EXPECT_EQ(same.status, 1);
    EXPECT_NE(same.out.find("[same_version]"), same.out.npos) << same.out;
    auto back = check(parcels(), {"--against", write_parcels(old_.path(), second_version())});
    EXPECT_EQ(back.status, 1);
    EXPECT_NE(back.out.find("[older]"), back.out.npos) << back.out;
}

TEST_F(BlueprintCheck, names_the_faults_of_the_version_before_by_its_own_file) {
    auto old = write_parcels(old_.path(), parcels_with("seats = 5", "seats = -5"));
    auto told = check(parcels(), {"--against", old});
    EXPECT_EQ(told.status, 1);
    EXPECT_TRUE(told.out.starts_with(old + ":")) << told.out;
}

TEST_F(BlueprintCheck, names_a_file_that_cannot_be_read) {
    auto nowhere = new_.path() + "/nowhere.toml";
    auto expect_named = [&](Output const& told, std::string const& path) {
        EXPECT_EQ(told.status, 1) << path;
        EXPECT_EQ(told.err, "usher: The file " + path + " cannot be read. (cli.file)\n");
        EXPECT_EQ(told.out, "");
    };
    expect_named(Server::run_as_is({"blueprint", "check", nowhere}), nowhere);
    expect_named(check(parcels(), {"--against", nowhere}), nowhere);
    expect_named(Server::run_as_is({"blueprint", "check", new_.path()}), new_.path());
    EXPECT_NE(Server::run_as_is({"blueprint", "check"}).status, 0);
}

TEST(OwnBlueprint, gives_its_words_to_the_account_and_its_name_to_the_mails) {
    store::TemporaryDirectory folder;
    write_parcels(folder.path(), parcels());
    Server server({"--blueprints", folder.path()});
    auto account = server.open("parcels", {.plan = "large"});
    auto north = account.location("North");
    auto me = account.owner.client.get("/v1/me?account=" + account.slug());
    ASSERT_EQ(me.status, 200) << me.body;
    EXPECT_EQ(me.text("account.product"), "Parcels");
    EXPECT_EQ(me.text("account.words.location"), "depot");
    EXPECT_EQ(me.text("account.words.locations"), "depots");
    EXPECT_EQ(me.text("account.places.0.level"), "location") << "the API says Usher's own words";
    auto place = account.owner.get("/places");
    EXPECT_EQ(place.text("items.0.name"), "North");
    EXPECT_EQ(place.text("items.0.level"), "location");

    auto fay = account.join("fay", Terms{.roles = {Role("foreman", north)}, .home = north});
    auto mail = server.mail_to(fay.email);
    for (auto const* part : {"headers", "text", "html"}) {
        auto said = json::text(*mail.member(part));
        EXPECT_NE(said.find("Parcels"), said.npos) << part << said;
        EXPECT_EQ(said.find("location"), said.npos) << part << said;
    }
    account.invite("pia");
    auto look = server.client().post(
        "/v1/join/look", json::Object{{"token", server.token_to(account.address("pia"))}});
    EXPECT_EQ(look.text("account.product"), "Parcels") << look.body;
}

// What the page of an account begins with, before a browser asks for anything.
TEST(OwnBlueprint, gives_its_words_to_the_page) {
    store::TemporaryDirectory folder;
    write_parcels(folder.path(), parcels());
    Server server({"--blueprints", folder.path()});
    auto account = server.open("parcels");
    auto page = account.owner.client.get("/a/" + account.slug() + "/users");
    // A server that was built without pages says so.
    auto expected = page.status == 503 ? "without its pages"
                                       : R"("words":{"location":"depot","locations":"depots"})";
    EXPECT_TRUE(page.holds(expected)) << page.body;
}

}  // namespace
}  // namespace usher::testing
