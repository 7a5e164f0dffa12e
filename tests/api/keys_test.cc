// Keys that an operation does not know, and keys that stand twice, are refused by every operation
// that takes a body (threats 2 and 31, R10): which there are is asked of the program itself.
#include <gtest/gtest.h>

#include <map>

#include "api/operations.h"
#include "support/database.h"
#include "support/operator.h"

namespace usher::testing {
namespace {

// Everybody who may do something, and something of each kind to do it to.
class Keys : public ::testing::Test {
 protected:
    Server server;
    Account account = server.open("sendpro-online", {.plan = "sites"});
    std::string place = account.location("L1");
    std::string user = account.invite("uli", {{"user"}, place});
    Person otto = operator_of(server);
    Person guest = account.stranger();
    std::map<std::string, std::string> values{{"account", account.slug()},
                                              {"user", user},
                                              {"place", place},
                                              {"resource", "res_00000000000000000000000000"},
                                              {"key", "key_00000000000000000000000000"},
                                              {"operator", otto.id}};

    // Who is let do it: so that whatever is refused is refused for its body.
    Client& who(Operation const& operation) {
        if (operation.act == "operator") return otto.client;
        return operation.act == "public" ? guest.client : account.owner.client;
    }

    // All that anybody could have changed: each change is recorded, each mail is a job. What is
    // counted of sign-ins and refusals comes into the log by itself.
    std::string state() {
        server.tried_all();
        Database data(server);
        std::string all;
        for (auto const* from : {"audit where act not like 'signin.%' and act not like 'access.%'",
                                 "users", "jobs", "links", "sessions", "product_keys", "api_keys",
                                 "places", "bulks", "idempotency", "operators"})
            all += from + std::string(": ") + std::to_string(data.count(from)) + "\n";
        for (auto* one : {&account.owner, &otto}) all += one->client.get("/v1/me").body + "\n";
        return all + account.owner.get("/users").body + account.owner.get("/places").body;
    }

    std::vector<Operation> with_a_body() {
        std::vector<Operation> found;
        for (auto const& operation : operations(guest.client))
            if (operation.takes_body) found.push_back(operation);
        EXPECT_GT(found.size(), 40U);
        return found;
    }
    Answer ask_with(Operation const& operation, std::string const& body) {
        return ask(who(operation), operation, filled(operation.path, values), body);
    }
};

// `{"a":1}` with another member at its end; `{}` as well.
std::string and_with(std::string const& body, std::string const& member) {
    auto open = body.substr(0, body.rfind('}'));
    return open + (open.ends_with('{') ? "" : ",") + member + "}";
}

// The first member, once more; of an empty object, one that nobody knows, twice.
std::string doubled(std::string const& body) {
    auto read = json::parse(body);
    EXPECT_TRUE(read && read->object()) << body;
    if (read->object()->empty()) return R"({"email_verified":true,"email_verified":true})";
    auto const& [key, value] = read->object()->front();
    return and_with(body, json::text(json::Value(key)) + ":" + json::text(value));
}

std::string first_key(std::string const& body) {
    return body.substr(1, body.find(':') - 1);  // with its quotes
}

void expect_problem(Answer const& answer, int status, std::string const& code,
                    std::string const& what) {
    EXPECT_EQ(answer.status, status) << what << answer.body;
    EXPECT_EQ(answer.header("content-type"), "application/problem+json") << what;
    EXPECT_EQ(answer.code(), code) << what << answer.body;
    EXPECT_EQ(answer.header("set-cookie"), "") << what;
}

TEST_F(Keys, threat_31_that_are_unknown_are_refused_by_name_and_nothing_is_changed) {
    auto before = state();
    for (auto const& operation : with_a_body()) {
        auto what = operation.method + " " + operation.path + " ";
        for (auto const* key : {"email_verified", "account_id", "__proto__"}) {
            auto body = and_with(body_of(operation), "\"" + std::string(key) + "\":true");
            auto answer = ask_with(operation, body);
            expect_problem(answer, 422, "field.unknown", what);
            EXPECT_EQ(answer.text("field"), key) << what;
        }
    }
    EXPECT_EQ(state(), before);
}

TEST_F(Keys, threat_2_that_stand_twice_are_refused_by_name_and_nothing_is_changed) {
    auto before = state();
    for (auto const& operation : with_a_body()) {
        auto what = operation.method + " " + operation.path + " ";
        auto body = doubled(body_of(operation));
        auto answer = ask_with(operation, body);
        expect_problem(answer, 400, "json.malformed", what);
        auto named = "a key stands twice: " + first_key(body);
        EXPECT_NE(answer.text("detail").find(named), std::string::npos) << what << answer.body;
    }
    EXPECT_EQ(state(), before);
}

}  // namespace
}  // namespace usher::testing
