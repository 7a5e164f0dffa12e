// Lists, searches, filters and counts: what they take, what they find, and what they do not tell
// (RT27, RT28, threat 30).
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

std::vector<std::string> names(Answer const& answer) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < answer.count("items"); ++i)
        names.push_back(answer.text("items." + std::to_string(i) + ".email"));
    for (auto& name : names) name = name.substr(0, name.find('@'));
    return names;
}
using Names = std::vector<std::string>;

// Lin administers L1, where Uli and Ivo are; Lex and Zed are at L2. Rey of L2 is an admin at L1.
// Looks at the account, which is noted as being active there.
void look(Person const& who, Account const& account) {
    EXPECT_EQ(who.client.get("/v1/me?account=" + account.slug()).status, 200) << who.name;
}

struct Cast {
    Account account = Server::shared().open("sendpro-online", {.plan = "sites"});
    std::string l1 = account.location("Lisbon"), l2 = account.location("Berlin");
    Person lin = account.join("lin", Terms{{{"admin"}}, l1});
    Person uli = account.join("uli", Terms{{{"user"}}, l1});
    Person lex = account.join("lex", Terms{{{"admin"}}, l2});
    std::string ivo = account.invite("ivo", Terms{{{"user"}}, l1});
    std::string zed = account.invite("zed", Terms{{{"user"}}, l2});

    Names list(Person const& who, std::string const& query) const {
        auto answer = who.get("/users" + query);
        EXPECT_EQ(answer.status, 200) << query << " " << answer.body;
        return names(answer);
    }
};

TEST(Lists, filters_take_several_values_each) {
    Cast cast;
    auto& ada = cast.account.owner;
    EXPECT_EQ(cast.list(ada, "?status=active,invited&home=" + cast.l1),
              (Names{"ivo", "lin", "uli"}));
    EXPECT_EQ(cast.list(ada, "?home=" + cast.l1 + "," + cast.l2 + "&role=user"),
              (Names{"ivo", "uli", "zed"}));
    EXPECT_EQ(cast.list(ada, "?role=user,admin&status=invited"), (Names{"ivo", "zed"}));
    EXPECT_EQ(cast.list(ada, "?status=suspended,deleted"), Names{});
    for (auto* who : {&ada, &cast.lin, &cast.uli, &cast.lex}) look(*who, cast.account);
    EXPECT_EQ(cast.list(ada, "?last_active=never,90d&role=user"), (Names{"ivo", "uli", "zed"}));
    EXPECT_EQ(cast.list(ada, "?last_active=never"), (Names{"ivo", "zed"}));
    EXPECT_EQ(cast.list(ada, "?last_active=not_30d"), Names{});
}

TEST(Lists, are_filtered_by_when_somebody_was_last_there) {
    Server server;  // of its own: its clock is steered
    auto account = server.open("stamps", {.plan = "premier", .seats = 9});
    auto max = account.join("max", {"user"});
    auto zoe = account.join("zoe", {"user"});
    look(zoe, account);
    server.steer(days(5));
    look(max, account);
    server.steer(days(4));
    ASSERT_EQ(account.owner.sign_in().status, 200);
    auto list = [&](std::string const& query) {
        return names(account.owner.get("/users" + query));
    };
    EXPECT_EQ(list("?last_active=7d&role=user"), Names{"max"});
    EXPECT_EQ(list("?last_active=30d&role=user"), (Names{"max", "zoe"}));
    EXPECT_EQ(list("?last_active=not_30d&role=user"), Names{});
    server.steer(days(28));
    ASSERT_EQ(account.owner.sign_in().status, 200);
    EXPECT_EQ(list("?last_active=not_30d&role=user"), (Names{"max", "zoe"}));
    EXPECT_EQ(list("?last_active=not_90d&role=user"), Names{});
    EXPECT_EQ(list("?sort=-last_active&role=user"), (Names{"max", "zoe"}));
    EXPECT_EQ(list("?sort=last_active&role=user"), (Names{"zoe", "max"}));
}

TEST(Lists, are_sorted_and_walked_page_by_page_in_each_order) {
    Cast cast;
    auto& ada = cast.account.owner;
    EXPECT_EQ(cast.list(ada, "?sort=created"), (Names{"ada", "lin", "uli", "lex", "ivo", "zed"}));
    EXPECT_EQ(cast.list(ada, "?sort=-created&status=invited"), (Names{"zed", "ivo"}));
    EXPECT_EQ(cast.list(ada, "?sort=-name"), (Names{"zed", "uli", "lin", "lex", "ivo", "ada"}));
    for (std::string sort :
         {"name", "-name", "last_active", "-last_active", "created", "-created"}) {
        Names walked;
        std::string after;
        do {
            auto page = ada.get("/users?limit=2&sort=" + sort + after);
            for (auto& name : names(page)) walked.push_back(name);
            after = page.text("next").empty() ? "" : "&after=" + page.text("next");
        } while (!after.empty() && walked.size() < 20);
        EXPECT_EQ(walked, cast.list(ada, "?sort=" + sort)) << sort;
    }
}

TEST(Lists, what_is_not_exactly_a_value_is_a_field_error) {
    Cast cast;
    struct Row {
        std::string query, field;
    };
    for (auto const& [query, field] : std::vector<Row>{
             {"status=active,", "status"},
             {"status=,active", "status"},
             {"status=", "status"},
             {"status=Active", "status"},
             {"status=active;invited", "status"},
             {"role=admin,", "role"},
             {"role=", "role"},
             {"role=nobody", "role"},
             {"role=admin%27--", "role"},
             {"last_active=7", "last_active"},
             {"last_active=never,", "last_active"},
             {"last_active=not_7d", "last_active"},
             {"sort=", "sort"},
             {"sort=email", "sort"},
             {"sort=--name", "sort"},
             {"sort=name,created", "sort"},
             {"limit=0", "limit"},
             {"limit=501", "limit"},
             {"after=%21", "after"},
             {"sort=created&after=bm92YWs", "after"},
         }) {
        auto refused = cast.account.owner.get("/users?" + query);
        EXPECT_EQ(refused.status, 422) << query << " " << refused.body;
        EXPECT_EQ(refused.text("field"), field) << query;
    }
    EXPECT_EQ(cast.account.owner.get("/users?home=" + cast.l1 + ",").status, 404);
    EXPECT_EQ(cast.account.owner.get("/users?home=plc_unknown").text("field"), "home");
    EXPECT_EQ(cast.account.owner.get("/users?status=active&status=invited").code(), "http.query");
}

TEST(Threat30, no_list_count_or_filter_tells_a_scoped_admin_of_others) {
    Cast cast;
    auto& lin = cast.lin;
    for (std::string query :
         {"", "?q=lex", "?q=zed", "?q=berlin", "?role=admin", "?role=admin,user", "?status=invited",
          "?last_active=never", "?sort=created", "?sort=-last_active", "?home=account"}) {
        auto shown = lin.get("/users" + query);
        EXPECT_EQ(shown.status, 200) << query;
        for (std::string secret : {"lex@", "zed@", "ada@", "Berlin"})
            EXPECT_FALSE(shown.holds(secret)) << query << " " << shown.body;
        // The counts are those of the own place, whatever is asked for.
        EXPECT_EQ(shown.text("counts.active"), "2") << query;
        EXPECT_EQ(shown.text("counts.invited"), "1") << query;
    }
    EXPECT_EQ(cast.list(lin, "?role=admin"), Names{"lin"});
    // A place out of reach and one that is not there answer alike.
    auto theirs = lin.get("/users?home=" + cast.l2);
    auto nowhere = lin.get("/users?home=plc_00000000000000000000000000");
    EXPECT_EQ(theirs.status, 404);
    EXPECT_EQ(theirs.code(), nowhere.code());
    EXPECT_EQ(theirs.text("detail"), nowhere.text("detail"));
    EXPECT_EQ(lin.get("/users?home=" + cast.l1 + "," + cast.l2).status, 404);
    EXPECT_EQ(lin.get("/places/" + cast.l2 + "/elsewhere").status, 404);
    // A cursor made of somebody out of sight begins no list of others.
    auto page = cast.account.owner.get("/users?limit=3");
    EXPECT_EQ(names(lin.get("/users?after=" + page.text("next"))), (Names{"lin", "uli"}));
    // Who may see nobody gets no counts either.
    EXPECT_EQ(cast.uli.get("/users").status, 403);
    EXPECT_EQ(cast.uli.get("/users?q=zed").status, 403);
}

TEST(RT28, users_of_other_homes_stand_under_a_place_with_what_they_have_there) {
    Server& server = Server::shared();
    auto account = server.open("pitneyship");
    auto made = account.owner.post("/places", json::Object{{"name", "D1"}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto d1 = made.text("id");
    auto place = [&](char const* name) {
        return account.owner.post("/places", json::Object{{"name", name}, {"parent", d1}})
            .text("id");
    };
    auto l1 = place("L1"), l2 = place("L2");
    auto ria = account.invite("ria", Terms{{{"receiver", l1}, {"shipper"}}, l2});
    account.invite("sam", Terms{{{"shipper"}}, l1});
    auto elsewhere = account.owner.get("/places/" + l1 + "/elsewhere");
    ASSERT_EQ(elsewhere.status, 200) << elsewhere.body;
    EXPECT_EQ(names(elsewhere), Names{"ria"});
    EXPECT_EQ(account.owner.get("/places/" + l2 + "/elsewhere").count("items"), 0U);
    EXPECT_EQ(account.owner.get("/places/" + d1 + "/elsewhere").count("items"), 0U);
    EXPECT_EQ(names(account.owner.get("/users?home=" + l1)), Names{"sam"});
    EXPECT_EQ(account.owner.get("/places/plc_x/elsewhere").status, 404);
    EXPECT_EQ(account.owner.get("/places/" + l1 + "/elsewhere?after=x").text("field"), "after");
    ASSERT_EQ(account.owner.del("/users/" + ria).status, 204);
    EXPECT_EQ(account.owner.get("/places/" + l1 + "/elsewhere").count("items"), 0U);
}

}  // namespace
}  // namespace usher::testing
