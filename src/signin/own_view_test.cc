// How a person likes the pages: kept with them, of nobody else, and nothing but what is known.
#include "signin/own_view.h"

#include "signin/testing.h"

namespace usher::signin {
namespace {

struct OwnViewRoute : RecoveryWorld {
    http::Response change(http::Credential const& by, std::string body) {
        return ask({http::Method::patch, "/v1/me/view", std::move(body), by, {}});
    }
    std::string view(http::Credential const& by) {
        auto me = ask({http::Method::get, "/v1/me", {}, by, {}}).body;
        auto from = me.find(R"("view":)");
        return from == std::string::npos ? me : me.substr(from, me.find('}', from) - from + 1);
    }
    static constexpr std::string_view usual =
        R"("view":{"hidden_columns":[],"rows":"roomy","shortcuts":true})";
};

TEST_F(OwnViewRoute, begins_as_for_everybody_and_is_told_to_the_pages) {
    auto ulf = world.session("ulf");
    EXPECT_EQ(view(ulf), usual);
    EXPECT_EQ(said(change(ulf, R"({"hidden_columns": ["last_active", "status", "status"],
                                   "rows": "close", "shortcuts": false})")),
              "204");
    EXPECT_EQ(view(ulf), R"("view":{"hidden_columns":["status","last_active"],"rows":"close",)"
                         R"("shortcuts":false})");
    EXPECT_EQ(view(world.session("ada")), usual);
}

TEST_F(OwnViewRoute, what_is_left_out_stays_as_it_is) {
    auto ulf = world.session("ulf");
    EXPECT_EQ(said(change(ulf, R"({"hidden_columns": ["roles"]})")), "204");
    EXPECT_EQ(said(change(ulf, R"({"shortcuts": false})")), "204");
    EXPECT_EQ(said(change(ulf, R"({"rows": "close"})")), "204");
    EXPECT_EQ(said(change(ulf, "{}")), "204");
    EXPECT_EQ(view(ulf), R"("view":{"hidden_columns":["roles"],"rows":"close","shortcuts":false})");
    EXPECT_EQ(said(change(ulf, R"({"hidden_columns": [], "rows": "roomy"})")), "204");
    EXPECT_EQ(view(ulf), R"("view":{"hidden_columns":[],"rows":"roomy","shortcuts":false})");
}

TEST_F(OwnViewRoute, refuses_what_it_does_not_know_by_the_name_of_the_field) {
    auto ulf = world.session("ulf");
    EXPECT_EQ(said(change({}, R"({"rows": "close"})")), "signin.needed");
    auto refused = [&](std::string body, std::string_view key, std::string_view field) {
        auto answer = change(ulf, R"({"rows": "close", )" + body.substr(1));
        EXPECT_EQ(said(answer), key) << body;
        EXPECT_NE(answer.body.find("\"field\":\"" + std::string(field)), std::string::npos)
            << answer.body;
    };
    refused(R"({"hidden_columns": ["status", "name"]})", "field.choice", "hidden_columns[1]");
    refused(R"({"hidden_columns": ["STATUS"]})", "field.choice", "hidden_columns[0]");
    refused(R"({"hidden_columns": "status"})", "field.type", "hidden_columns");
    refused(R"({"hidden_columns": ["status", "roles", "home", "last_active", "status"]})",
            "field.too_long", "hidden_columns");
    refused(R"({"shortcuts": "no"})", "field.type", "shortcuts");
    refused(R"({"theme": "dark"})", "field.unknown", "theme");
    EXPECT_EQ(said(change(ulf, R"({"rows": "dense"})")), "field.choice");
    EXPECT_EQ(view(ulf), usual);
}

TEST_F(OwnViewRoute, leaves_no_event) {
    auto ulf = world.session("ulf");
    auto before = count("select count(*) from audit");
    EXPECT_EQ(said(change(ulf, R"({"rows": "close"})")), "204");
    EXPECT_EQ(count("select count(*) from audit"), before);
}

}  // namespace
}  // namespace usher::signin
