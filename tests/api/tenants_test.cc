// Nothing of one account can be seen, changed, counted or guessed from another (R5, threats 20,
// 25).
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

// An id as Usher gives them, which it never gave.
std::string unknown_like(std::string const& id) {
    auto other = id;
    for (auto i = other.size() - 6; i < other.size(); ++i) other[i] = other[i] == 'a' ? 'b' : 'a';
    return other;
}

// What tells two answers apart, but the id of the request.
std::string said(Answer const& answer) {
    auto body = answer.body;
    auto request = answer.text("request");
    if (auto at = body.find(request); !request.empty() && at != body.npos)
        body.replace(at, request.size(), "");
    return std::to_string(answer.status) + " " + body;
}

struct Cast {
    Account mine = Server::shared().open("sendpro-online", {.plan = "sites"});
    Account theirs = Server::shared().open("sendpro-online", {.plan = "sites"});
    std::string their_place = theirs.location("Secret place");
    Person their_user = theirs.join("victim", {"user"});
    std::string their_invited = theirs.invite("waiting");
};

TEST(R5, every_route_of_another_account_answers_as_if_it_were_not_there) {
    Cast cast;
    auto& me = cast.mine.owner.client;
    auto user = "/users/" + cast.their_user.id, invited = "/users/" + cast.their_invited;
    auto name = json::Object{{"name", "Taken over"}};
    struct Request {
        std::string method, path, body;
    };
    std::vector<Request> requests{
        {"GET", "/users", ""},
        {"GET", "/users?q=victim", ""},
        {"GET", user, ""},
        {"GET", "/events", ""},
        {"GET", "/places", ""},
        {"GET", "/seats", ""},
        {"GET", "/seats/history", ""},
        {"GET", "/plans", ""},
        {"PUT", "/plan", R"({"plan":"multi"})"},
        {"GET", "/ownership", ""},
        {"POST", "/ownership", R"({"user":")" + cast.their_user.id + R"("})"},
        {"POST", "/close", R"({"name":"Theirs"})"},
        {"GET", "/audit", ""},
        {"GET", "/audit?target=user:" + cast.their_user.id, ""},
        {"GET", "/audit/chain", ""},
        {"POST", "/users", json::text(cast.mine.new_user("x"))},
        {"POST", "/invitations", R"({"emails":["x@y.example"]})"},
        {"PATCH", user, json::text(name)},
        {"PUT", user + "/roles", R"({"roles":[{"role":"admin"}]})"},
        {"PUT", user + "/grants", R"({"grants":[]})"},
        {"GET", "/resources", ""},
        {"POST", "/resources", R"({"kind":"server","key":"1","name":"x"})"},
        {"PATCH", "/resources/res_x", R"({"name":"x"})"},
        {"DELETE", "/resources/res_x", ""},
        {"PUT", user + "/suspension", ""},
        {"DELETE", user + "/suspension", ""},
        {"DELETE", user, ""},
        {"POST", invited + "/invitation", ""},
        {"PUT", "/seats", R"({"bought":9})"},
        {"POST", "/places", R"({"name":"x"})"},
        {"PATCH", "/places/" + cast.their_place, R"({"name":"x"})"},
    };
    auto before = cast.theirs.owner.get("/users").body;
    for (auto const& request : requests) {
        auto at = [&](std::string const& account) {
            auto path = "/v1/accounts/" + account + request.path;
            return request.method == "GET" ? me.get(path)
                                           : me.write(request.method, path, request.body);
        };
        auto by_slug = said(at(cast.theirs.slug())), by_id = said(at(cast.theirs.id()));
        auto unknown = said(at("there-is-no-such")),
             unknown_id = said(at(unknown_like(cast.theirs.id())));
        EXPECT_EQ(by_slug, unknown) << request.method << request.path;
        EXPECT_EQ(by_id, unknown) << request.method << request.path;
        EXPECT_EQ(unknown_id, unknown) << request.method << request.path;
        EXPECT_EQ(unknown.substr(0, 3), "404") << request.method << request.path;
    }
    EXPECT_EQ(cast.theirs.owner.get("/users").body, before);
}

TEST(R5, ids_of_another_account_in_paths_of_my_own_are_unknown) {
    Cast cast;
    auto& me = cast.mine.owner;
    auto unknown_user = "/users/" + unknown_like(cast.their_user.id);
    for (auto const& id : {cast.their_user.id, cast.their_invited}) {
        auto user = "/users/" + id;
        auto same = [&](Answer const& theirs, Answer const& nobody) {
            EXPECT_EQ(theirs.status, 404);
            EXPECT_EQ(said(theirs), said(nobody));
        };
        auto name = json::Object{{"name", "X"}};
        auto roles = json::Object{{"roles", roles_value({"admin"})}};
        same(me.get(user), me.get(unknown_user));
        same(me.patch(user, name), me.patch(unknown_user, name));
        same(me.put(user + "/roles", roles), me.put(unknown_user + "/roles", roles));
        auto grants = json::Object{{"grants", json::Array{}}};
        same(me.put(user + "/grants", grants), me.put(unknown_user + "/grants", grants));
        same(me.put(user + "/suspension"), me.put(unknown_user + "/suspension"));
        same(me.del(user + "/suspension"), me.del(unknown_user + "/suspension"));
        same(me.post(user + "/invitation"), me.post(unknown_user + "/invitation"));
        same(me.del(user), me.del(unknown_user));
    }
    auto place = me.patch("/places/" + cast.their_place, json::Object{{"name", "Mine"}});
    EXPECT_EQ(said(place), said(me.patch("/places/" + unknown_like(cast.their_place),
                                         json::Object{{"name", "Mine"}})));
    EXPECT_EQ(place.status, 404);
}

TEST(R5, ids_of_another_account_in_bodies_and_queries_are_unknown) {
    Cast cast;
    auto& me = cast.mine.owner;
    auto nowhere = unknown_like(cast.their_place);
    auto with_home = [&](std::string const& place) {
        auto user = cast.mine.new_user("x");
        user.emplace_back("home", place);
        return me.post("/users", user);
    };
    EXPECT_EQ(with_home(cast.their_place).status, 404);
    EXPECT_EQ(said(with_home(cast.their_place)), said(with_home(nowhere)));
    auto with_role_at = [&](std::string const& place) {
        auto user = cast.mine.new_user("x");
        user.emplace_back("roles", roles_value({Role("user", place)}));
        return me.post("/users", user);
    };
    EXPECT_EQ(with_role_at(cast.their_place).status / 100, 4);
    EXPECT_EQ(said(with_role_at(cast.their_place)), said(with_role_at(nowhere)));
    EXPECT_EQ(said(me.get("/users?home=" + cast.their_place)),
              said(me.get("/users?home=" + nowhere)));
    EXPECT_EQ(me.get("/users?home=" + cast.their_place).status, 404);
    EXPECT_EQ(me.get("/audit?target=user:" + cast.their_user.id).count("items"), 0U);
    auto event = cast.theirs.owner.get("/audit").text("items.0.id");
    EXPECT_EQ(said(me.get("/audit?after=" + event)),
              said(me.get("/audit?after=" + unknown_like(event))));
    auto check = me.client.post("/v1/check", json::Object{{"account", cast.theirs.slug()},
                                                          {"user", cast.their_user.id},
                                                          {"permission", "label.print"}});
    EXPECT_EQ(check.status, 404);
}

TEST(R5, case_30_an_address_known_elsewhere_is_invited_as_if_new) {
    Cast cast;
    auto body = json::Object{{"email", cast.their_user.email}, {"name", "Somebody"}};
    auto known = cast.mine.owner.post("/users", body);
    auto fresh = cast.mine.owner.post("/users", cast.mine.new_user("fresh"));
    ASSERT_EQ(known.status, 201);
    ASSERT_EQ(fresh.status, 201);
    EXPECT_EQ(known.text("status"), "invited");
    EXPECT_EQ(known.at("")->object()->size(), fresh.at("")->object()->size());
    EXPECT_FALSE(known.holds("Victim"));
    EXPECT_EQ(cast.theirs.owner.get(cast.their_user.path()).text("name"), "Victim Tester");
}

TEST(R5, a_product_key_opens_accounts_of_its_own_product_alone) {
    Cast cast;
    auto key = Server::shared().run({"key", "make", "--blueprint", "stamps", "--name", "shop"});
    Headers bearer{"Authorization: Bearer " + key.out.substr(0, key.out.find('\n')),
                   "Content-Type: application/json"};
    auto ask = [&](std::string const& account) {
        auto body = json::text(json::Object{
            {"account", account}, {"user", cast.their_user.id}, {"permission", "label.print"}});
        return cast.mine.stranger().client.send("POST", "/v1/check", body, bearer);
    };
    EXPECT_EQ(ask(cast.theirs.slug()).status, 404);
    EXPECT_EQ(said(ask(cast.theirs.slug())), said(ask("there-is-no-such")));
}

}  // namespace
}  // namespace usher::testing
