// What a person chose for themselves: language and zone, in every account, of nobody else.
#include "signin/preferences.h"

#include "signin/testing.h"

namespace usher::signin {
namespace {

struct OwnPreferences : RecoveryWorld {
    std::string choose(http::Credential const& by, std::string body) {
        return said(ask({http::Method::put, "/v1/me/preferences", std::move(body), by, {}}));
    }
    std::string me(http::Credential const& by) {
        return ask({http::Method::get, "/v1/me", {}, by, {}}).body;
    }
};

TEST_F(OwnPreferences, are_told_to_the_pages_and_replaced_as_a_whole) {
    auto ulf = world.session("ulf");
    EXPECT_EQ(me(ulf).find("\"language\""), std::string::npos);
    EXPECT_EQ(choose(ulf, R"({"language": "de", "zone": "Europe/Lisbon"})"), "204");
    EXPECT_NE(me(ulf).find(R"("language":"de")"), std::string::npos) << me(ulf);
    EXPECT_NE(me(ulf).find(R"("zone":"Europe/Lisbon")"), std::string::npos);
    EXPECT_EQ(choose(ulf, R"({"zone": "Etc/GMT+3"})"), "204");
    EXPECT_EQ(me(ulf).find("\"language\""), std::string::npos);
    EXPECT_EQ(me(world.session("ada")).find("Etc/GMT+3"), std::string::npos);
}

TEST_F(OwnPreferences, of_nobody_and_of_no_such_kind_are_refused) {
    auto ulf = world.session("ulf");
    EXPECT_EQ(choose({}, R"({"language": "de"})"), "signin.needed");
    EXPECT_EQ(choose(ulf, R"({"language": "tlh"})"), "field.choice");
    EXPECT_EQ(choose(ulf, R"({"language": "DE"})"), "field.choice");
    for (auto zone : {"Europe/", "/etc/passwd", "Europe//Lisbon", "+3", "Europe/Lisbon;", "a b",
                      "../x", "Zürich"})
        EXPECT_EQ(choose(ulf, R"({"zone": ")" + std::string(zone) + R"("})"), "preferences.zone")
            << zone;
    EXPECT_EQ(choose(ulf, R"({"zone": ")" + std::string(65, 'a') + R"("})"), "field.too_long");
    EXPECT_EQ(choose(ulf, R"({"theme": "dark"})"), "field.unknown");
    EXPECT_EQ(me(ulf).find("\"zone\""), std::string::npos);
}

TEST_F(OwnPreferences, decide_the_language_of_the_mails_to_that_person_alone) {
    EXPECT_EQ(choose(world.session("ulf"), R"({"language": "de"})"), "204");
    EXPECT_EQ(forgot("ulf@example.com"), "204");
    EXPECT_EQ(forgot("max@example.com"), "204");
    auto mails = letters();
    ASSERT_EQ(mails.size(), 2u);
    for (auto const& letter : mails)
        EXPECT_EQ(letter.language, letter.to.address() == "ulf@example.com" ? "de" : "en");
    // By an administrator too.
    world.clock().advance(hours(1));
    EXPECT_EQ(post(user_path("ulf") + "/reset", "{}", world.session("ada")), "200");
    mails = letters();
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_EQ(mails[0].language, "de");
}

TEST_F(OwnPreferences, decide_the_zone_that_times_in_the_mails_to_them_are_shown_in) {
    EXPECT_EQ(choose(world.session("ulf"), R"({"zone": "Europe/Lisbon"})"), "204");
    EXPECT_EQ(forgot("ulf@example.com"), "204");
    EXPECT_EQ(forgot("max@example.com"), "204");
    auto mails = letters();
    ASSERT_EQ(mails.size(), 2u);
    for (auto const& letter : mails)
        EXPECT_EQ(letter.zone, letter.to.address() == "ulf@example.com" ? "Europe/Lisbon" : "");
}

}  // namespace
}  // namespace usher::signin
