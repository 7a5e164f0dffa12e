// Keys of products (rights.md RT23, threat 35): made, listed and ended by operators alone, over
// HTTP and by the command line, each change in the operators' log.
#include <gtest/gtest.h>

#include <atomic>

#include "support/at_once.h"
#include "support/operator.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

json::Value key_for(char const* name, char const* blueprint = "stamps") {
    return json::Object{{"blueprint", blueprint}, {"name", name}};
}

class ProductKeys : public ::testing::Test {
 protected:
    Server& server = Server::shared();
    Account account = server.open("stamps", {.plan = "premier", .seats = 9});
    Person otto = operator_of(server);

    Answer make(char const* name) {
        auto made = otto.client.post("/v1/product-keys", key_for(name));
        EXPECT_EQ(made.status, 201) << made.body;
        return made;
    }
    // What the product is told that asks with that key whether the owner may print.
    Answer ask(std::string const& key) {
        auto body = json::text(json::Object{{"account", account.slug()},
                                            {"user", account.owner.id},
                                            {"permission", "label.print"}});
        Headers headers{"Authorization: Bearer " + key, "Content-Type: application/json"};
        return server.client().send("POST", "/v1/check", body, headers);
    }
    Answer end(std::string const& id) { return otto.client.del("/v1/product-keys/" + id); }
    // The row of that key in the list, over as many pages as there are.
    std::string row_of(std::string const& id) {
        std::string after;
        do {
            auto page = otto.client.get("/v1/product-keys?limit=2" +
                                        (after.empty() ? "" : "&after=" + after));
            EXPECT_EQ(page.status, 200) << page.body;
            for (std::size_t i = 0; i < page.count("items"); ++i) {
                auto one = "items." + std::to_string(i);
                if (page.text(one + ".id") == id) return json::text(*page.at(one));
            }
            after = page.text("next");
        } while (!after.empty());
        return "";
    }
    std::size_t logged(std::string const& act, std::string const& id) {
        auto log = server.run({"audit", "export"}).out;
        std::size_t times = 0;
        for (std::size_t at = 0; (at = log.find("product:" + id, at)) != log.npos; ++at) {
            auto begin = log.rfind('\n', at) + 1;
            auto line = log.substr(begin, log.find('\n', at) - begin);
            bool is_target = line.find("\"target\":\"product:" + id) != line.npos;
            times += is_target && line.find("\"" + act + "\"") != line.npos ? 1 : 0;
        }
        return times;
    }
};
using RT23_product_keys = ProductKeys;

TEST_F(RT23_product_keys,
       threat_35_one_that_was_ended_opens_nothing_from_the_very_next_request_on) {
    auto made = make("Shop");
    auto other = make("Shop, second door");
    auto key = made.text("key");
    ASSERT_EQ(ask(key).status, 200);
    ASSERT_EQ(end(made.text("id")).status, 204);
    auto refused = ask(key);
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.code(), "signin.needed");
    EXPECT_EQ(refused.body.find("ended"), std::string::npos) << "as if it had never been";
    Headers bearer{"Authorization: Bearer " + key};
    EXPECT_EQ(server.client().send("GET", account.base() + "/users", "", bearer).status, 401);
    EXPECT_EQ(server.client().send("GET", account.base() + "/resources", "", bearer).status, 401);
    EXPECT_EQ(ask(other.text("key")).status, 200) << "the others go on";
}

TEST_F(RT23_product_keys, threat_35_ending_one_stops_those_who_ask_at_the_same_time) {
    auto made = make("Busy");
    auto key = made.text("key");
    constexpr std::size_t askers = 4;
    std::atomic<int> allowed = 0;
    std::atomic<bool> ended = false;
    auto ends_it = [&] {
        EXPECT_TRUE(waited([&] { return allowed >= 20; }));
        auto answer = end(made.text("id"));
        ended = true;
        return answer;
    };
    // Who began to ask before the end was answered may still have been let, and nobody after.
    auto asks_on = [&] {
        for (;;) {
            bool is_late = ended;
            auto answer = ask(key);
            if (answer.status != 200 || is_late) return answer;
            ++allowed;
        }
    };
    auto answers = at_once(askers + 1, [&](auto n) { return n == 0 ? ends_it() : asks_on(); });
    EXPECT_EQ(answers[0].status, 204) << answers[0].body;
    EXPECT_EQ(with_status(answers, 401), static_cast<long>(askers));
    EXPECT_EQ(with_code(answers, "signin.needed"), static_cast<long>(askers));
}

TEST_F(RT23_product_keys, the_list_names_each_without_its_secret_and_says_what_has_ended) {
    auto made = make("Till 1");
    auto id = made.text("id"), key = made.text("key");
    auto before = row_of(id);
    EXPECT_NE(before.find("Till 1"), std::string::npos) << before;
    EXPECT_NE(before.find("\"stamps\""), std::string::npos) << before;
    EXPECT_EQ(before.find("ended_at"), std::string::npos) << before;
    EXPECT_EQ(before.find(key), std::string::npos);
    ASSERT_EQ(end(id).status, 204);
    EXPECT_NE(row_of(id).find("ended_at"), std::string::npos);
    EXPECT_EQ(otto.client.get("/v1/product-keys?after=nonsense").text("field"), "after");
    EXPECT_EQ(otto.client.get("/v1/product-keys?limit=0").text("field"), "limit");
}

TEST_F(RT23_product_keys, making_and_ending_stand_in_the_operators_log_once) {
    auto id = make("Once").text("id");
    EXPECT_EQ(logged("keys.make", id), 1u);
    EXPECT_EQ(end(id).status, 204);
    EXPECT_EQ(end(id).status, 204) << "it stays ended";
    EXPECT_EQ(logged("keys.end", id), 1u);
    EXPECT_EQ(end("key_00000000000000000000000000").code(), "not_found");
    EXPECT_EQ(end("nonsense").code(), "not_found");
}

TEST_F(RT23_product_keys, nobody_but_operators_lists_makes_or_ends_one) {
    auto made = make("Theirs");
    auto id = made.text("id"), path = "/v1/product-keys/" + id;
    auto guest = server.client();
    EXPECT_EQ(guest.get("/v1/product-keys").status, 401);
    EXPECT_EQ(guest.del(path).status, 401);
    auto& owner = account.owner.client;
    EXPECT_EQ(owner.get("/v1/product-keys").code(), "access.no_act");
    EXPECT_EQ(owner.post("/v1/product-keys", key_for("Mine")).code(), "access.no_act");
    EXPECT_EQ(owner.del(path).code(), "access.no_act");
    EXPECT_EQ(owner.del("/v1/product-keys/nonsense").code(), "access.no_act") << "nor what is one";
    Headers bearer{"Authorization: Bearer " + made.text("key")};
    EXPECT_NE(guest.send("DELETE", path, "", bearer).status, 204) << "nor the key itself";
    EXPECT_EQ(ask(made.text("key")).status, 200);
}

TEST_F(RT23_product_keys, the_command_line_makes_lists_and_ends_them) {
    auto made = server.run({"key", "make", "--blueprint", "stamps", "--name", "Shelf", "--json"});
    ASSERT_EQ(made.status, 0) << made.err;
    auto answer = json::parse(made.out);
    ASSERT_TRUE(answer) << made.out;
    auto id = *answer->member("id")->text(), key = *answer->member("key")->text();
    EXPECT_EQ(ask(key).status, 200);
    auto line_of = [&](std::vector<std::string> const& words) {
        auto out = server.run(words).out;
        auto at = out.find(id);
        if (at == out.npos) return out;
        auto begin = out.rfind('\n', at) + 1;
        return out.substr(begin, out.find('\n', at) - begin);
    };
    EXPECT_NE(line_of({"key", "list"}).find("in force"), std::string::npos);
    EXPECT_NE(line_of({"key", "list"}).find("Shelf"), std::string::npos);
    EXPECT_NE(line_of({"key", "list", "--json"}).find("\"name\":\"Shelf\""), std::string::npos);
    EXPECT_EQ(server.run({"key", "end", id}).status, 0);
    EXPECT_NE(line_of({"key", "list"}).find("ended"), std::string::npos);
    EXPECT_EQ(ask(key).status, 401);
    auto wrong = server.run({"key", "end", key});
    EXPECT_EQ(wrong.status, 1) << "the key instead of its id";
    EXPECT_EQ(wrong.err.find(key), std::string::npos) << "a secret is not repeated";
    EXPECT_EQ(server.run({"key", "end", "key_00000000000000000000000000"}).status, 1);
    auto unknown = server.run({"key", "make", "--blueprint", "none", "--name", "x"});
    EXPECT_EQ(unknown.status, 1);
    EXPECT_NE(unknown.err.find("blueprint"), std::string::npos);
}

}  // namespace
}  // namespace usher::testing
