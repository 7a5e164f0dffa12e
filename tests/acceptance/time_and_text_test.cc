// Times, texts and addresses as all of Usher takes them (spec.md R12), and who edits whom (ST4).
#include <gtest/gtest.h>

#include <functional>
#include <regex>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 40}); }
json::Value roles(std::vector<Role> const& list) {
    return json::Object{{"roles", roles_value(list)}};
}

TEST(ST4, details_and_permissions_are_edited_by_an_admin_and_by_whoever_was_given_that) {
    auto account = stamps();
    auto max = account.join("max", {"user"}), ulf = account.join("ulf", {"user"});
    auto edits = [&](Person& who, char const* name) {
        return who.patch(ulf.path(), json::Object{{"first_name", name}});
    };
    EXPECT_EQ(edits(account.owner, "Ulrich").text("name"), "Ulrich Tester");
    EXPECT_EQ(edits(max, "Ulla").status, 404) << "who may not manage users sees none";
    EXPECT_EQ(max.put(ulf.path() + "/roles", roles({"user", "reports"})).status, 404);
    auto manages = roles({"user", "user-manager"});
    ASSERT_EQ(account.owner.put(max.path() + "/roles", manages).status, 200);
    EXPECT_EQ(edits(max, "Ulla").text("name"), "Ulla Tester") << "at once, in the same session";
    auto given = max.put(ulf.path() + "/roles", roles({"user", "reports"}));
    EXPECT_EQ(given.count("roles"), 2U) << given.body;
    EXPECT_EQ(max.put(ulf.path() + "/roles", roles({"user", "admin"})).code(),
              "access.not_contained");
    ASSERT_EQ(account.owner.put(max.path() + "/roles", roles({"user"})).status, 200);
    EXPECT_EQ(edits(max, "Ulf").status, 404) << "and no longer";
    EXPECT_EQ(account.owner.get(ulf.path()).text("first_name"), "Ulla");
    auto events = account.owner.get("/audit?target=" + ulf.id + "&act=users.edit,roles.assign");
    EXPECT_EQ(events.text("items.0.by.name"), "Max Tester");
    EXPECT_EQ(events.count("items"), 3U) << "what was refused changed nothing";
}

TEST(ST4, an_edit_that_cannot_be_names_its_field_and_changes_nothing) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto refused = [&](json::Object const& edit) {
        auto answer = account.owner.patch(ulf.path(), edit);
        EXPECT_EQ(answer.status, 422) << answer.body;
        return answer.text("field");
    };
    EXPECT_EQ(refused({{"first_name", std::string(300, 'x')}, {"last_name", "Y"}}), "first_name");
    EXPECT_EQ(refused({{"first_name", 7}}), "first_name");
    EXPECT_EQ(refused({{"nickname", "U"}}), "nickname");
    EXPECT_EQ(refused({{"fields", json::Object{{"shoe_size", "44"}}}}).starts_with("fields"), true);
    auto row = account.owner.get(ulf.path());
    EXPECT_EQ(row.text("name"), "Ulf Tester");
    EXPECT_EQ(row.text("version"), "2") << "since joining";
}

// Every member of the answer whose name ends in _at, and what lies in it.
void each_time(json::Value const& value, std::function<void(std::string const&)> const& use) {
    if (auto const* object = value.object())
        for (auto const& [name, member] : *object) {
            if ((name == "at" || name.ends_with("_at")) && member.text()) use(*member.text());
            each_time(member, use);
        }
    if (auto const* array = value.array())
        for (auto const& item : *array) each_time(item, use);
}

TEST(R12, every_time_of_the_api_is_utc_whatever_zone_its_reader_has) {
    auto account = stamps();
    account.invite("mia");
    auto zone = json::Object{{"zone", "Asia/Tokyo"}};
    ASSERT_EQ(account.owner.client.put("/v1/me/preferences", zone).status / 100, 2);
    std::regex utc(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)");
    int seen = 0;
    for (auto const& answer : {account.owner.get("/users"), account.owner.get("/audit"),
                               account.owner.client.get("/v1/me/sessions"),
                               account.owner.client.get("/v1/me?account=" + account.slug())})
        each_time(answer.value, [&](std::string const& time) {
            ++seen;
            EXPECT_TRUE(std::regex_match(time, utc)) << time;
        });
    EXPECT_GE(seen, 8);
    // A moment with another offset is that moment.
    auto last = account.owner.get("/audit?limit=1").text("items.0.at");
    auto at = *parse_time(last);
    auto in_tokyo = to_text(at + hours(9));
    in_tokyo.replace(in_tokyo.size() - 1, 1, "%2B09:00");
    EXPECT_GE(account.owner.get("/audit?from=" + in_tokyo).count("items"), 1U);
    auto later = to_text(at + hours(9) + milliseconds(1));
    later.replace(later.size() - 1, 1, "%2B09:00");
    EXPECT_EQ(account.owner.get("/audit?from=" + later).count("items"), 0U);
}

TEST(R12, names_of_any_script_are_kept_as_they_are_and_found_and_sorted_folded) {
    auto account = stamps();
    struct Somebody {
        char const *box, *first, *last;
    };
    for (auto const& [box, first, last] :
         {Somebody{"a1", "Zoë", "Ångström"}, Somebody{"a2", "Łukasz", "Zieliński"},
          Somebody{"a3", "美咲", "田中"}, Somebody{"a4", "Μαρία", "Παπαδοπούλου"},
          Somebody{"a5", "İpek", "Şahin"}, Somebody{"a6", "Anna", "Bauer"}}) {
        auto added = account.owner.post("/users", json::Object{{"email", account.address(box)},
                                                               {"first_name", first},
                                                               {"last_name", last}});
        ASSERT_EQ(added.status, 201) << added.body;
        EXPECT_EQ(added.text("first_name"), first);
        EXPECT_EQ(added.text("last_name"), last);
    }
    auto finds = [&](std::string const& words) {
        return account.owner.get("/users?q=" + words).text("items.0.email");
    };
    EXPECT_EQ(finds("angstrom"), account.address("a1"));
    EXPECT_EQ(finds("LUKASZ"), account.address("a2"));
    EXPECT_EQ(finds("%E7%94%B0%E4%B8%AD"), account.address("a3"));              // 田中
    EXPECT_EQ(finds("%CE%BC%CE%B1%CF%81%CE%B9%CE%B1"), account.address("a4"));  // μαρια
    EXPECT_EQ(finds("ipek"), account.address("a5"));
    // Decomposed or not, it is the same word: o and a combining diaeresis.
    EXPECT_EQ(finds("zoe%CC%88"), account.address("a1"));
    auto sorted = account.owner.get("/users?limit=50&status=invited");
    std::vector<std::string> last;
    for (std::size_t i = 0; i < sorted.count("items"); ++i)
        last.push_back(sorted.text("items." + std::to_string(i) + ".last_name"));
    auto place = [&](std::string const& name) {
        return std::ranges::find(last, name) - last.begin();
    };
    EXPECT_LT(place("Ångström"), place("Bauer")) << "by the folded form, not behind Z";
    EXPECT_LT(place("Bauer"), place("Şahin"));
    EXPECT_LT(place("Şahin"), place("Zieliński"));
}

TEST(R12, addresses_are_compared_by_their_own_key_and_never_by_the_search_fold) {
    auto account = stamps();
    ASSERT_EQ(
        account.owner.post("/users", json::Object{{"email", "Jose" + account.address("")}}).status,
        201);
    auto invites = [&](std::string const& box) {
        return account.owner.post("/users", json::Object{{"email", box + account.address("")}})
            .code();
    };
    EXPECT_EQ(invites("JOSE"), "users.exists");
    EXPECT_EQ(invites("jos\u00e9"), "") << "another mailbox";
    EXPECT_EQ(invites("jose\u0301"), "users.exists") << "the same as jos\u00e9, composed";
    EXPECT_EQ(invites("jo\u017fe"), "email.not_an_address") << "a long s is no s";
    EXPECT_EQ(account.owner.get("/users?q=jose").count("items"), 2U) << "found all the same";
}

}  // namespace
}  // namespace usher::testing
