// Each route as a table: who asks, and what each of them is told. Which routes there are is asked
// of the program itself: one without a row fails.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "api/operations.h"
#include "support/account.h"
#include "support/jobs.h"

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

    // Others at L1, to whom something is done.
    std::string waiting = account.invite("waiting", {{"user"}, l1});
    std::string leaving = account.join("leaving", {{"user"}, l1}).id;
    std::string gone = deleted("gone"), long_gone = deleted("long-gone");

    std::string robot = program();
    std::string key =
        account.owner.post("/service-users/" + robot + "/keys", json::Object{{"name", "Key"}})
            .text("id");

    std::string program() {
        return account.owner.post("/service-users", json::Object{{"name", "Robot"}, {"home", l1}})
            .text("id");
    }
    std::string deleted(std::string const& name) {
        auto user = account.invite(name, {{"user"}, l1});
        EXPECT_EQ(account.owner.del("/users/" + user).status, 204);
        return user;
    }
};

struct Statuses {
    int guest, other, member, scoped, admin;
};
// Of an operation, by its name in the description; with what stands in its path, where that is not
// Uli and L1, and another body than body_of() has.
struct Row {
    std::string id;
    Statuses wanted;
    std::map<std::string, std::string> values = {};
    std::string body = {};
};

// In this order: what one does stays done for those below.
std::vector<Row> rows(Cast& cast) {
    auto job = bulk(cast.account.owner, {{"do", "resume"}, {"users", ids({cast.uli.id})}});
    std::map<std::string, std::string> at_l2{{"place", cast.l2}}, lex{{"user", cast.lex.id}},
        jobs{{"job", job.text("id")}};
    std::string user = R"({"roles":[{"role":"user"}]})";
    auto program = R"({"name":"Program","home":")" + cast.l1 + R"("})";
    std::map<std::string, std::string> robot{{"user", cast.robot}, {"key", cast.key}};
    auto add = R"({"email":")" + cast.account.address("add") + R"(","name":"Add","home":")" +
               cast.l1 + R"("})";
    return {
        // ---- users
        {"list_users", {401, 404, 403, 200, 200}},
        {"list_from_elsewhere", {401, 404, 404, 200, 200}},
        {"user", {401, 404, 404, 200, 200}},
        {"user", {401, 404, 200, 404, 200}, lex},  // the member's own row
        {"add_user", {401, 404, 403, 201, 409}, {}, add},
        {"invite_many", {401, 404, 403, 200, 200}, {}, R"({"emails":["no address"]})"},
        {"resend_invitation", {401, 404, 404, 200, 429}, {{"user", cast.waiting}}},  // sent lately
        {"edit_user", {401, 404, 404, 200, 200}},
        {"edit_user", {401, 404, 403, 404, 200}, lex},
        {"assign_roles", {401, 404, 404, 200, 200}, {}, user},
        {"assign_roles", {401, 404, 403, 404, 200}, lex, user},
        {"assign_grants", {401, 404, 404, 200, 200}},
        {"foretell_ending", {401, 404, 404, 200, 200}, {}, user},
        {"suspend_user", {401, 404, 404, 200, 200}},
        {"resume_user", {401, 404, 404, 200, 200}},
        {"send_reset", {401, 404, 404, 200, 429}, {}, R"({"end_now":false})"},  // the same
        {"user_entries", {401, 404, 404, 200, 200}},
        {"end_entries", {401, 404, 404, 204, 204}},
        {"change_email", {401, 404, 404, 200, 200}},
        {"keep_email", {401, 404, 404, 200, 200}},
        {"delete_user", {401, 404, 404, 204, 204}, {{"user", cast.leaving}}},
        {"restore_user", {401, 404, 404, 200, 409}, {{"user", cast.gone}}},
        {"erase_user", {401, 404, 404, 403, 200}, {{"user", cast.long_gone}}},
        {"former_users", {401, 404, 403, 200, 200}},
        {"known_users", {401, 404, 403, 200, 200}},
        {"effective_permissions", {401, 404, 404, 200, 200}},
        // ---- programs and their keys
        {"service_users", {401, 404, 403, 200, 200}},
        {"add_service_user", {401, 404, 403, 201, 409}, {}, program},  // the name is taken
        {"edit_service_user", {401, 404, 403, 200, 200}, robot},
        {"service_permissions", {401, 404, 403, 200, 200}, robot},
        {"make_api_key", {401, 404, 403, 201, 201}, robot},
        {"rotate_api_key", {401, 404, 403, 201, 201}, robot},
        {"end_api_key", {401, 404, 403, 204, 204}, robot},
        {"delete_service_user", {401, 404, 403, 204, 404}, robot},
        // ---- many users
        {"start_bulk", {401, 404, 403, 202, 202}, {}, R"({"do":"resume","filter":"q=nobody"})"},
        {"job", {401, 404, 404, 404, 200}, jobs},  // its starter's alone
        {"job_rows", {401, 404, 404, 404, 200}, jobs},
        {"job_rows_file", {401, 404, 404, 404, 200}, jobs},
        {"undo_job", {401, 404, 404, 404, 409}, jobs},
        // ---- places and what users may use: this product has nothing of that
        {"list_places", {401, 404, 403, 200, 200}},
        {"create_place", {401, 404, 403, 403, 422}, {}, R"({"name":"L1"})"},
        {"rename_place", {401, 404, 404, 200, 200}, {}, R"({"name":"L1"})"},
        {"rename_place", {401, 404, 403, 404, 200}, at_l2, R"({"name":"L2"})"},
        {"list_resources", {401, 404, 403, 200, 200}},
        {"register_resource", {401, 404, 403, 403, 422}},
        {"change_resource", {401, 404, 404, 404, 404}},
        {"remove_resource", {401, 404, 404, 404, 404}},
        // ---- the account
        {"seats", {401, 404, 403, 403, 200}},
        {"seats_history", {401, 404, 403, 403, 200}},
        {"change_seats", {401, 404, 403, 403, 403}},  // not self-service
        {"plans", {401, 404, 403, 403, 200}},
        {"change_plan", {401, 404, 403, 403, 403}},  // the same
        {"ownership", {401, 404, 403, 403, 404}},    // no single owner
        {"transfer_ownership", {401, 404, 403, 403, 403}},
        {"support_access", {401, 404, 403, 403, 200}},
        {"end_support_access", {401, 404, 403, 403, 404}},
        {"close_own_account", {401, 404, 403, 403, 422}, {}, R"({"name":"Another"})"},
        // ---- its log
        {"list_events", {401, 404, 403, 200, 200}},
        {"read_event", {401, 404, 403, 200, 200}},
        {"audit_chain", {401, 404, 403, 403, 200}},
        {"export_audit", {401, 404, 403, 403, 200}},
        {"verify_audit", {401, 404, 403, 403, 200}},
        {"audit_checkpoint", {401, 404, 403, 403, 200}},
        {"events", {401, 404, 403, 200, 200}},  // as they happen
        // ---- operators'
        {"account", {401, 403, 403, 403, 403}},
        {"set_subscription", {401, 403, 403, 403, 403}},
        {"suspend_account", {401, 403, 403, 403, 403}},
        {"resume_account", {401, 403, 403, 403, 403}},
        {"close_account", {401, 403, 403, 403, 403}},
        {"resend_first_user", {401, 403, 403, 403, 403}},
        {"give_support_access", {401, 403, 403, 403, 403}},
        // ---- one's own
        {"own_user", {401, 404, 200, 200, 200}},
        {"edit_own_user", {401, 404, 200, 200, 200}},
        {"own_uses", {401, 404, 200, 200, 200}},
        {"own_resources", {401, 404, 422, 422, 422}},
        {"choose_own_defaults", {401, 404, 422, 422, 422}},
        {"leave_account", {401, 404, 204, 204, 409}},  // the last administrator stays
    };
}

TEST(Api, each_route_of_an_account_tells_each_asker_what_is_theirs) {
    Cast cast;
    std::map<std::string, Operation> all;
    for (auto const& operation : operations(cast.guest.client))
        if (operation.names("{account}")) all.emplace(operation.id, operation);
    auto event = cast.account.owner.get("/audit?target=user:" + cast.uli.id).text("items.0.id");
    std::map<std::string, std::string> usual{{"account", cast.account.slug()},
                                             {"user", cast.uli.id},
                                             {"place", cast.l1},
                                             {"event", event},
                                             {"resource", "res_00000000000000000000000000"},
                                             {"key", "key_00000000000000000000000000"},
                                             {"operator", "idn_00000000000000000000000000"}};
    std::set<std::string> tested;
    for (auto const& row : rows(cast)) {
        tested.insert(row.id);
        ASSERT_TRUE(all.contains(row.id)) << row.id << " is no operation";
        auto const& operation = all.at(row.id);
        auto values = row.values;
        values.insert(usual.begin(), usual.end());
        auto path = filled(operation.path, values);
        auto body = row.body.empty() ? body_of(operation) : row.body;
        auto expect = [&](Person& who, char const* name, int wanted) {
            auto answer = ask(who.client, operation, path, body);
            EXPECT_EQ(answer.status, wanted) << row.id << " of " << name << ": " << answer.body;
            return answer;
        };
        expect(cast.guest, "a guest", row.wanted.guest);
        expect(cast.other, "another account's administrator", row.wanted.other);
        auto as_member = expect(cast.lex, "a member", row.wanted.member);
        EXPECT_FALSE(as_member.holds("uli@")) << row.id << as_member.body;
        expect(cast.lin, "an administrator of L1", row.wanted.scoped);
        expect(cast.account.owner, "an administrator", row.wanted.admin);
    }
    for (auto const& [id, operation] : all)
        EXPECT_TRUE(tested.contains(id)) << operation.method << " " << operation.path
                                         << " stands in no row: say who is told what";
}

// Of no account: by the word with which the description says whose they are.
TEST(Api, each_other_route_tells_a_guest_and_a_user_whether_it_is_theirs) {
    Cast cast;
    std::map<std::string, std::string> values{{"job", "job_00000000000000000000000000"},
                                              {"session", "ses_00000000000000000000000000"},
                                              {"key", "key_00000000000000000000000000"},
                                              {"operator", "idn_00000000000000000000000000"}};
    std::map<std::string, int> asked;
    for (auto const& operation : operations(cast.guest.client)) {
        if (operation.names("{account}")) continue;
        ++asked[operation.act];
        auto path = filled(operation.path, values);
        auto status = [&](Person& who) {
            return ask(who.client, operation, path, body_of(operation)).status;
        };
        auto what = operation.method + " " + path + " is of " + operation.act;
        if (operation.act == "operator") {
            EXPECT_EQ(status(cast.guest), 401) << what;
            EXPECT_EQ(status(cast.lex), 403) << what;
            EXPECT_EQ(status(cast.account.owner), 403) << what;
        } else if (operation.act == "self" || operation.act == "product") {
            bool is_out = operation.id == "sign_out";  // who is nobody is signed out already
            EXPECT_EQ(status(cast.guest), is_out ? 204 : 401) << what;
        } else {
            EXPECT_EQ(operation.act, "public") << what << ": nobody said who may";
        }
    }
    for (auto const* act : {"operator", "self", "product", "public"}) EXPECT_GT(asked[act], 0);
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
