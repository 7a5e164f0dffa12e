// Nothing of one account can be seen, changed, counted or guessed from another (R5, threats 20,
// 25), nor of what is out of sight in one's own (RT31). Which routes there are is asked of the
// program itself.
#include <gtest/gtest.h>

#include <algorithm>

#include "api/operations.h"
#include "support/account.h"
#include "support/jobs.h"

namespace usher::testing {
namespace {

struct Cast {
    Account mine = Server::shared().open("sendpro-online", {.plan = "sites"});
    Account theirs = Server::shared().open("sendpro-online", {.plan = "sites"});
    std::string their_place = theirs.location("Secret place");
    Person their_user = theirs.join("victim", {"user"});
    std::string their_invited = theirs.invite("waiting");
    std::string their_program =
        theirs.owner.post("/service-users", json::Object{{"name", "Robot"}}).text("id");
    std::string their_key =
        theirs.owner
            .post("/service-users/" + their_program + "/keys", json::Object{{"name", "Key"}})
            .text("id");
    Answer their_job = bulk(theirs.owner, {{"do", "resume"}, {"users", ids({their_user.id})}});

    // What stands in a path, by the parameter's name.
    std::map<std::string, std::string> in_paths() const {
        return {{"user", their_user.id},
                {"place", their_place},
                {"job", their_job.text("id")},
                {"key", their_key},
                {"event", theirs.owner.get("/audit").text("items.0.id")},
                {"resource", "res_00000000000000000000000000"},  // products of one place have none
                {"operator", "idn_00000000000000000000000000"}};
    }
    // All that their owner sees.
    std::string seen_there() const {
        std::string all;
        for (auto const* path : {"/users?status=active,invited,suspended,deleted", "/places",
                                 "/seats", "/audit", "/ownership", "/support", "/service-users"})
            all += said(theirs.owner.get(path)) + "\n";
        return all + theirs.owner.get("/audit/verification").text("head");
    }
};

// Queries and ids that the description of a path does not have.
std::vector<std::string> more_paths(Operation const& operation, Cast const& cast) {
    auto path = std::string(operation.path);
    if (operation.id == "list_users") return {path + "?q=victim"};
    if (operation.id == "list_events") return {path + "?target=user:" + cast.their_user.id};
    if (operation.id == "export_audit") return {path + "?format=csv"};
    if (operation.id == "audit_chain") return {path + "?limit=1"};
    if (operation.names("{user}")) {
        auto program = path;
        program.replace(program.find("{user}"), 6, cast.their_program);
        return {program, path.replace(path.find("{user}"), 6, cast.their_invited)};
    }
    return {};
}

TEST(R5, every_route_of_another_account_answers_as_if_it_were_not_there) {
    Cast cast;
    auto& me = cast.mine.owner.client;
    auto values = cast.in_paths();
    auto before = cast.seen_there();
    int asked = 0;
    for (auto const& operation : operations(me)) {
        if (!operation.names("{account}")) continue;
        ++asked;
        auto body = body_of(operation);
        auto paths = more_paths(operation, cast);
        paths.push_back(operation.path);
        for (auto const& path : paths) {
            auto at = [&](std::string const& account) {
                values["account"] = account;
                return said(ask(me, operation, filled(path, values), body));
            };
            auto what = operation.method + " " + path;
            auto unknown = at("there-is-no-such");
            EXPECT_EQ(at(cast.theirs.slug()), unknown) << what;
            EXPECT_EQ(at(cast.theirs.id()), unknown) << what;
            EXPECT_EQ(at(unknown_like(cast.theirs.id())), unknown) << what;
            // Operators' routes are nobody else's, whatever the account.
            auto status = operation.act == "operator" ? "403" : "404";
            EXPECT_EQ(unknown.substr(0, 3), status) << what;
        }
    }
    EXPECT_GE(asked, 60) << "few of them name an account";
    EXPECT_EQ(cast.seen_there(), before);
}

TEST(R5, ids_of_another_account_in_paths_of_my_own_are_unknown) {
    Cast cast;
    auto& me = cast.mine.owner.client;
    auto before = cast.seen_there();
    int asked = 0;
    for (auto const& operation : operations(me)) {
        bool more = std::ranges::count(operation.path, '{') > 1;
        // Operators are of no account, and resources have a test of their own.
        if (!operation.is_in(of_an_account) || !more || operation.names("{operator}") ||
            operation.names("{resource}"))
            continue;
        ++asked;
        auto theirs = cast.in_paths();
        theirs["account"] = cast.mine.slug();
        auto unknown = theirs;
        for (auto& [name, value] : unknown)
            if (name != "account") value = unknown_like(value);
        auto answer = [&](std::map<std::string, std::string> const& values) {
            return ask(me, operation, filled(operation.path, values), body_of(operation));
        };
        auto what = operation.method + " " + operation.path;
        auto nobody = answer(unknown);
        EXPECT_EQ(nobody.status, 404) << what << nobody.body;
        EXPECT_EQ(said(answer(theirs)), said(nobody)) << what;
        if (!operation.names("{user}")) continue;
        for (auto const& user : {cast.their_invited, cast.their_program}) {
            theirs["user"] = user;
            EXPECT_EQ(said(answer(theirs)), said(nobody)) << what;
        }
    }
    EXPECT_GE(asked, 20) << "few of them name something in an account";
    EXPECT_EQ(cast.seen_there(), before);
}

TEST(R5, resources_of_another_account_are_unknown) {
    auto mine = Server::shared().open("postmark", {.plan = "pro"});
    auto theirs = Server::shared().open("postmark", {.plan = "pro"});
    auto made = theirs.owner.post(
        "/resources", json::Object{{"kind", "server"}, {"key", "1"}, {"name", "Secret"}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto& me = mine.owner.client;
    int asked = 0;
    for (auto const& operation : operations(me)) {
        if (!operation.names("{resource}")) continue;
        ++asked;
        auto answer = [&](Account const& account, std::string const& resource) {
            auto path =
                filled(operation.path, {{"account", account.slug()}, {"resource", resource}});
            auto answered = ask(me, operation, path, body_of(operation));
            EXPECT_EQ(answered.status, 404) << operation.id;
            return said(answered);
        };
        auto nobody = answer(mine, unknown_like(made.text("id")));
        EXPECT_EQ(answer(mine, made.text("id")), nobody) << operation.id;
        EXPECT_EQ(answer(theirs, made.text("id")), nobody) << operation.id;
    }
    EXPECT_GE(asked, 2);
    EXPECT_EQ(theirs.owner.get("/resources").text("items.0.name"), "Secret");
}

// RT31, inside one account: whom an administrator of a place does not see is not there for them, by
// any route and whatever has become of that user.
TEST(RT31, whoever_is_out_of_sight_is_answered_about_as_whoever_does_not_exist) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto l1 = account.location("L1"), l2 = account.location("L2");
    auto lin = account.join("lin", {{"admin"}, l1});
    auto active = account.join("lex", {{"user"}, l2}).id;
    auto suspended = account.join("lou", {{"user"}, l2}).id;
    auto deleted = account.join("leo", {{"user"}, l2}).id;
    auto invited = account.invite("lea", {{"user"}, l2});
    auto program =
        account.owner.post("/service-users", json::Object{{"name", "Robot"}, {"home", l2}})
            .text("id");
    auto key =
        account.owner.post("/service-users/" + program + "/keys", json::Object{{"name", "Key"}})
            .text("id");
    ASSERT_EQ(account.owner.put("/users/" + suspended + "/suspension").status, 200);
    ASSERT_EQ(account.owner.del("/users/" + deleted).status, 204);
    auto programs = account.owner.get("/service-users").body;
    auto before = account.owner.get("/users?status=active,invited,suspended,deleted").body;
    int asked = 0;
    for (auto const& operation : operations(lin.client)) {
        if (!operation.names("{user}")) continue;
        ++asked;
        auto answer = [&](std::string const& user) {
            auto path =
                filled(operation.path, {{"account", account.slug()}, {"user", user}, {"key", key}});
            return ask(lin.client, operation, path, body_of(operation));
        };
        auto what = operation.method + " " + operation.path;
        auto nobody = answer(unknown_like(active));
        EXPECT_EQ(nobody.status, 404) << what << nobody.body;
        EXPECT_EQ(nobody.code(), "not_found") << what;
        for (auto const& user : {active, suspended, deleted, invited, account.owner.id, program})
            EXPECT_EQ(said(answer(user)), said(nobody)) << what;
    }
    EXPECT_EQ(account.owner.get("/service-users").body, programs);
    EXPECT_GE(asked, 16) << "few of them name a user";
    EXPECT_EQ(account.owner.get("/users?status=active,invited,suspended,deleted").body, before);
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
