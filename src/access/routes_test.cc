// POST /v1/check as the product and a signed-in person ask it.
#include "access/routes.h"

#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

using Kind = http::Credential::Kind;

struct CheckRoute : testing::Test {
    World world{"stamps"};
    http::Router router;

    CheckRoute() {
        add_routes(router, world.authority());
        world.person("ada", account_place, {{"admin", account_place}});
        world.person("ulf", account_place, {{"user"}});
    }
    http::Response ask(http::Credential const& who, std::string body) {
        http::Raw raw;
        raw.method = http::Method::post;
        raw.target = "/v1/check";
        raw.headers = {{"content-type", "application/json"}, {"host", "127.0.0.1"}};
        std::string token(who.token.reveal());
        if (who.kind == Kind::key) raw.headers.emplace_back("authorization", "Bearer " + token);
        if (who.kind == Kind::session) raw.headers.emplace_back("cookie", "__Host-usher=" + token);
        if (who.kind == Kind::session) raw.headers.emplace_back("origin", "http://127.0.0.1:8080");
        raw.instance = who.kind == Kind::instance;
        raw.public_url = "http://127.0.0.1:8080";
        raw.body = std::move(body);
        http::Request request(std::move(raw), RequestId{}, world.store());
        return router.dispatch(request);
    }
    // The answer's `why`, or the key of a refusal.
    std::string answer(http::Credential const& who, std::string members) {
        auto response = ask(who, R"({"account": "acme", )" + members + "}");
        if (response.status != 200) return response.error_key;
        auto body = must(json::parse(response.body));
        auto why = *body.member("why")->text();
        EXPECT_EQ(*body.member("allowed")->boolean(), why.starts_with("role:"));
        return why;
    }
    std::string user(std::string const& name) {
        return R"("user": ")" + world.id(name).text() + R"(", )";
    }
    std::string session(std::string const& name) {
        return R"("session": ")" + std::string(world.session(name).token.reveal()) + R"(", )";
    }
};

std::string const print = R"("permission": "postage.print")";
std::string const funds = R"("permission": "funds.add")";

TEST_F(CheckRoute, the_product_asks_by_user) {
    auto key = world.product_key("stamps");
    EXPECT_EQ(answer(key, user("ulf") + print), "role:user");
    EXPECT_EQ(answer(key, user("ulf") + funds), "no_role");
    EXPECT_EQ(answer(key, user("ada") + funds), "role:admin");
    EXPECT_EQ(answer(key, user("ada") + R"("permission": "users.view")"), "role:admin");
    EXPECT_EQ(answer(key, user("ada") + R"("permission": "reports.view")"), "feature");
    EXPECT_EQ(answer(key, user("ulf") + R"("permission": "x.y")"), "no_such_permission");
    world.set_account_status("suspended");
    EXPECT_EQ(answer(key, user("ulf") + print), "account_not_open");
}

TEST_F(CheckRoute, the_product_asks_by_the_session_it_was_shown) {
    auto key = world.product_key("stamps");
    EXPECT_EQ(answer(key, session("ulf") + print), "role:user");
    EXPECT_EQ(answer(key, R"("session": "nonsense", )" + print), "session_ended");
    world.set_status("ulf", Status::suspended);
    EXPECT_EQ(answer(key, session("ulf") + print), "user_not_active");
    world.write([&](store::Tx& tx) {
        return tx.exec(
            "update users set status = 'active', entries_after = $3 "
            "where account_id = $1 and user_id = $2",
            world.account(), world.id("ulf"), tx.now());
    });
    EXPECT_EQ(answer(key, session("ulf") + print), "session_ended");
}

TEST_F(CheckRoute, a_user_of_nowhere_is_not_active) {
    auto nobody = R"("user": ")" + UserId{{1}}.text() + R"(", )";
    EXPECT_EQ(answer(world.product_key("stamps"), nobody + print), "user_not_active");
}

TEST_F(CheckRoute, a_key_opens_its_own_blueprints_accounts_only) {
    EXPECT_EQ(answer(world.product_key("postmark"), user("ulf") + print), "not_found");
    EXPECT_EQ(answer({Kind::key, Secret("made-up")}, user("ulf") + print), "signin.needed");
    EXPECT_EQ(answer({}, user("ulf") + print), "signin.needed");
    EXPECT_EQ(answer(World::instance(), user("ulf") + print), "role:user");
}

TEST_F(CheckRoute, the_product_names_one_user_and_one_only) {
    auto key = world.product_key("stamps");
    EXPECT_EQ(answer(key, print), "check.who");
    EXPECT_EQ(answer(key, user("ulf") + session("ulf") + print), "check.who");
}

TEST_F(CheckRoute, people_ask_about_themselves_only) {
    auto ulf = world.session("ulf");
    EXPECT_EQ(answer(ulf, print), "role:user");
    EXPECT_EQ(answer(ulf, user("ulf") + print), "role:user");
    EXPECT_EQ(answer(ulf, user("ada") + print), "access.no_act");
    EXPECT_EQ(answer(ulf, session("ada") + print), "access.no_act");
    world.set_status("ulf", Status::suspended);
    EXPECT_EQ(answer(ulf, print), "user_not_active");
    world.another_account("other");
    EXPECT_EQ(ask(ulf, R"({"account": "other", )" + print + "}").error_key, "not_found");
    EXPECT_EQ(ask(ulf, R"({"account": "no-such", )" + print + "}").error_key, "not_found");
    EXPECT_EQ(answer({Kind::session, Secret(std::string(43, 'A'))}, print), "signin.needed");
}

TEST_F(CheckRoute, an_account_that_cannot_be_read_is_told_of_to_its_members_alone) {
    auto ulf = world.session("ulf");
    auto other = world.another_account("other");
    world.write([&](store::Tx& tx) {
        return tx.exec("update accounts set blueprint = 'gone' where account_id = $1", other);
    });
    EXPECT_EQ(ask(ulf, R"({"account": "other", )" + print + "}").error_key, "not_found");
    world.set_blueprint("gone");
    EXPECT_EQ(answer(ulf, print), "accounts.blueprint_missing");
}

TEST_F(CheckRoute, the_body_is_read_strictly) {
    auto key = world.product_key("stamps");
    EXPECT_EQ(ask(key, "{}").error_key, "field.missing");
    EXPECT_EQ(answer(key, user("ulf") + print + R"(, "extra": 1)"), "field.unknown");
    EXPECT_EQ(answer(key, R"("user": "ulf", )" + print), "id.malformed");
    EXPECT_EQ(answer(key, user("ulf") + R"("permission": 7)"), "field.type");
    EXPECT_EQ(answer(key, user("ulf") + R"("resource": "", )" + print), "field.too_short");
}

}  // namespace
}  // namespace usher::access
