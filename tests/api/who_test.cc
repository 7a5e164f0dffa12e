// Each route as a table: who asks, and what each of them is told.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

// Ada Admin of all; Lin Admin at L1; Uli User at L1; Lex User at L2; a guest; another's admin.
struct Cast {
    Account account = Server::shared().open("sendpro-online", {.plan = "sites"});
    std::string l1 = account.location("L1"), l2 = account.location("L2");
    Person lin = account.join("lin", {{"admin"}, l1});
    Person uli = account.join("uli", {{"user"}, l1});
    Person lex = account.join("lex", {{"user"}, l2});
    Person guest = account.stranger();
    Person other = Person(Server::shared().open("sendpro-online", {.plan = "sites"}).owner.client,
                          account.base());
};

struct Statuses {
    int guest, other, member, scoped, admin;
};
struct Row {
    std::string method, path, body;
    Statuses wanted;
};

std::vector<Row> rows(Cast const& cast) {
    auto uli = cast.uli.path(), lex = cast.lex.path();
    std::string name = R"({"name":"Name"})", roles = R"({"roles":[{"role":"user"}]})";
    return {
        {"GET", "/users", "", {401, 404, 403, 200, 200}},
        {"GET", uli, "", {401, 404, 404, 200, 200}},
        {"GET", lex, "", {401, 404, 200, 404, 200}},  // the member's own row
        {"GET", "/places", "", {401, 404, 403, 200, 200}},
        {"GET", "/seats", "", {401, 404, 403, 403, 200}},
        {"GET", "/audit", "", {401, 404, 403, 200, 200}},
        {"GET", "/audit/chain", "", {401, 404, 403, 403, 200}},
        {"GET", "/audit/export", "", {401, 404, 403, 403, 200}},
        {"GET", "/audit/verification", "", {401, 404, 403, 403, 200}},
        {"GET", "/audit/checkpoint", "", {401, 404, 403, 403, 200}},
        {"PATCH", uli, name, {401, 404, 404, 200, 200}},
        {"PATCH", lex, name, {401, 404, 403, 404, 200}},
        {"PUT", uli + "/roles", roles, {401, 404, 404, 200, 200}},
        {"PUT", lex + "/roles", roles, {401, 404, 403, 404, 200}},
        {"PUT", uli + "/suspension", "", {401, 404, 404, 200, 200}},
        {"DELETE", uli + "/suspension", "", {401, 404, 404, 200, 200}},
        {"PUT", "/seats", R"({"bought":100})", {401, 404, 403, 403, 403}},  // not self-service
        {"GET", "/seats/history", "", {401, 404, 403, 403, 200}},
        {"GET", "/plans", "", {401, 404, 403, 403, 200}},
        {"PUT", "/plan", R"({"plan":"multi"})", {401, 404, 403, 403, 403}},  // the same
        {"GET", "/ownership", "", {401, 404, 403, 403, 404}},                // no single owner
        {"POST", "/close", R"({"name":"Another"})", {401, 404, 403, 403, 422}},
        {"POST", "/places", R"({"name":"L1"})", {401, 404, 403, 403, 422}},
        {"PATCH", "/places/" + cast.l1, R"({"name":"L1"})", {401, 404, 404, 200, 200}},
        {"PATCH", "/places/" + cast.l2, R"({"name":"L2"})", {401, 404, 403, 404, 200}},
        {"POST", "/invitations", R"({"emails":["no address"]})", {401, 404, 403, 200, 200}},
    };
}

TEST(Api, each_route_tells_each_asker_what_is_theirs) {
    Cast cast;
    for (auto const& row : rows(cast)) {
        auto ask = [&](Person& who) {
            return row.method == "GET" ? who.get(row.path)
                                       : who.write(row.method, row.path, row.body);
        };
        auto what = row.method + " " + row.path;
        EXPECT_EQ(ask(cast.guest).status, row.wanted.guest) << what;
        EXPECT_EQ(ask(cast.other).status, row.wanted.other) << what;
        auto as_member = ask(cast.lex);
        EXPECT_EQ(as_member.status, row.wanted.member) << what << as_member.body;
        auto scoped = ask(cast.lin);
        EXPECT_EQ(scoped.status, row.wanted.scoped) << what << scoped.body;
        auto admin = ask(cast.account.owner);
        EXPECT_EQ(admin.status, row.wanted.admin) << what << admin.body;
        EXPECT_FALSE(as_member.holds("uli@")) << what;
    }
}

TEST(Api, what_a_scoped_admin_is_shown_holds_nothing_from_elsewhere) {  // threat 30
    Cast cast;
    for (auto const* path : {"/users", "/users?status=active,invited,suspended,deleted", "/places",
                             "/audit", "/users?q=e"}) {
        auto shown = cast.lin.get(path);
        EXPECT_EQ(shown.status, 200) << path;
        for (auto const& secret : {cast.lex.email, cast.lex.id, cast.l2, std::string("\"L2\"")})
            EXPECT_FALSE(shown.holds(secret)) << path << " " << secret << "\n" << shown.body;
    }
    auto me = cast.lin.client.get("/v1/me?account=" + cast.account.slug());
    EXPECT_FALSE(me.holds(cast.l2));
    EXPECT_EQ(me.text("account.seats"), "");
    EXPECT_EQ(me.text("account.can.users.view"), "");
}

TEST(Api, the_instance_is_for_operators) {
    Cast cast;
    auto body = json::Object{{"name", "Mine"},
                             {"blueprint", "stamps"},
                             {"owner", json::Object{{"email", "x@y.example"}}}};
    for (auto* who : {&cast.guest, &cast.uli, &cast.account.owner}) {
        int wanted = who == &cast.guest ? 401 : 403;
        EXPECT_EQ(who->client.get("/v1/accounts").status, wanted);
        EXPECT_EQ(who->client.post("/v1/accounts", body).status, wanted);
        EXPECT_EQ(who->client.post("/v1/operators", json::Object{{"email", "x@y.example"}}).status,
                  wanted);
        EXPECT_EQ(who->client.get("/v1/audit/chain").status, wanted);
        EXPECT_EQ(
            who->client
                .post("/v1/product-keys", json::Object{{"blueprint", "stamps"}, {"name", "k"}})
                .status,
            wanted);
    }
}

TEST(Api, an_operator_by_the_one_time_link_opens_accounts_and_enters_none) {
    Cast cast;
    auto made = Server::shared().run({"init", "--email", "op@usher.example"});
    ASSERT_EQ(made.status, 0) << made.err;
    auto token = made.out.substr(made.out.find("/join#") + 6);
    token = token.substr(0, token.find('\n'));
    auto client = Server::shared().client();
    auto join = json::Object{
        {"token", token}, {"name", "Otto Operator"}, {"password", password_of("op@usher.example")}};
    auto joined = client.post("/v1/join", join);
    ASSERT_EQ(joined.status, 200) << joined.body;
    EXPECT_EQ(joined.text("operator"), "true");
    EXPECT_EQ(Server::shared().client().post("/v1/join", join).code(), "invitations.ended");
    EXPECT_GE(client.get("/v1/accounts?limit=500").count("items"), 2U);
    auto opened = client.post("/v1/accounts",
                              json::Object{{"name", "Opened by Otto"},
                                           {"blueprint", "stamps"},
                                           {"owner", json::Object{{"email", "o@otto.example"}}}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(client.get("/v1/accounts/" + opened.text("slug") + "/users").status, 404);
    EXPECT_EQ(client.get(cast.account.base() + "/users").status, 404);
    EXPECT_FALSE(Server::shared().token_to("o@otto.example").empty());
}

TEST(Api, it_describes_itself_and_says_that_it_lives) {
    auto client = Server::shared().client();
    EXPECT_EQ(client.get("/healthz").text("status"), "ok");
    EXPECT_EQ(client.get("/readyz").status, 200);
    auto described = client.get("/openapi.json");
    EXPECT_EQ(described.status, 200);
    for (auto const* path : {"/v1/sign-in", "/v1/join", "/v1/accounts/{account}/users",
                             "/v1/accounts/{account}/users/{user}/suspension", "/v1/check"})
        EXPECT_TRUE(described.holds(path)) << path;
}

}  // namespace
}  // namespace usher::testing
