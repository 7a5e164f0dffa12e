// What a later version may not do to the accounts that follow it.
#include <gtest/gtest.h>

#include "blueprints/load.h"
#include "blueprints/testing.h"

namespace usher::blueprints {
namespace {

// With something of everything, so that each rule has what it speaks of.
std::string const market = with(R"(
[organisation]
levels = ["location"]
feature = "reports"
[fields]
size = { label = "Size", type = "choice", choices = ["s", "m"] }
badge = { label = "Badge", max = 20 }
gone = { label = "Gone", retired = true }
[roles.keeper]
label = "Keeper"
scopes = ["home", "location"]
kinds = ["person", "device"]
acts = ["users.view", "users.edit"]
permissions = ["orders.view"]
restrict = ["orders.view"]
[ladders.admin]
label = "Level"
none = "User"
[ladders.admin.levels]
here = { label = "Here", role = "keeper", at = "location" }
[resources]
till = { label = "Till" }
[devices]
sign_in = "optional"
open_role = "clerk"
acts = ["users.view"]
)");

Blueprint loaded(std::string const& toml) {
    auto made = load(toml, "shop");
    for (auto const& fault : made.faults) ADD_FAILURE() << text(fault, "shop.toml");
    return made.blueprint ? *made.blueprint : Blueprint{};
}

std::string next(std::string toml) { return change("version = 1", "version = 2", std::move(toml)); }

std::string compared(std::string const& later, std::string const& earlier) {
    std::string out;
    for (auto const& fault : check_against(loaded(later), loaded(earlier)))
        out += (out.empty() ? "" : "\n") + fault.key + ' ' + fault.code;
    return out;
}

// What is said of the market once `from` has become `to` in its next version.
std::string after(std::string_view from, std::string_view to) {
    return compared(next(change(from, to, market)), market);
}

}  // namespace

TEST(ALaterVersion, of_the_same_content_is_fine) {
    EXPECT_EQ(compared(market, market), "");
    EXPECT_EQ(compared(next(market), market), "");
}

TEST(ALaterVersion, has_a_higher_number_than_other_content) {
    EXPECT_EQ(compared(change("Boss", "Chief", market), market), "product.version same_version");
    EXPECT_EQ(compared(market, next(market)), "product.version older");
    EXPECT_EQ(compared(next(change("Boss", "Chief", market)), market), "");
}

TEST(ALaterVersion, is_of_the_same_product) {
    auto other = change("id = \"shop\"", "id = \"shed\"", market);
    auto shed = load(other, "shed");
    ASSERT_TRUE(shed.blueprint);
    auto found = check_against(*shed.blueprint, loaded(market));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(text(found[0], "shed.toml"),
              "shed.toml: product.id: This is another product's blueprint. [other_product]");
}

TEST(ALaterVersion, removes_no_key) {
    EXPECT_EQ(after("badge = { label = \"Badge\", max = 20 }\n", ""), "fields.badge removed");
    EXPECT_EQ(after("[resources]\ntill = { label = \"Till\" }\n", ""), "resources.till removed");
    auto renamed = change("clerk = {", "seller = {", market);
    EXPECT_EQ(compared(next(change("\"clerk\"", "\"seller\"", renamed)), market),
              "roles.clerk removed");
    renamed = change("\"free\"", "\"basic\"", change("free =", "basic =", market));
    EXPECT_EQ(compared(next(renamed), market), "plans.free removed");
    EXPECT_EQ(after("here =", "there ="), "ladders.admin.levels.here removed");
}

TEST(ALaterVersion, removes_no_permission_and_no_feature) {
    EXPECT_EQ(after("\"money.move\" =", "\"money.send\" ="), "permissions.\"money.move\" removed");
    auto renamed = change("reports =", "places =", market);
    renamed = change("[\"reports\"]", "[\"places\"]", renamed);
    renamed = change("feature = \"reports\"", "feature = \"places\"", renamed);
    EXPECT_EQ(compared(next(renamed), market), "features.reports removed");
}

TEST(ALaterVersion, removes_no_choice_that_may_be_stored) {
    EXPECT_EQ(after("[\"s\", \"m\"]", "[\"s\", \"l\"]"), "fields.size.choices removed");
    EXPECT_EQ(after("[\"s\", \"m\"]", "[\"l\", \"m\", \"s\"]"), "");
}

TEST(ALaterVersion, brings_no_retired_key_back) {
    EXPECT_EQ(after("\"Gone\", retired = true", "\"Gone\""), "fields.gone.retired reused");
    auto retired = change("\"Clerk\",", "\"Clerk\", retired = true,", market);
    retired = change("open_role = \"clerk\"", "open_role = \"temp\"", retired);
    retired += "[roles.temp]\nlabel = \"Temp\"";
    EXPECT_EQ(compared(next(retired), market), "");
    EXPECT_EQ(compared(next(change("\"Clerk\", retired = true,", "\"Clerk\",", retired)), retired),
              "roles.clerk.retired reused");
}

TEST(ALaterVersion, gives_no_act_to_a_role_that_is_not_the_top) {
    EXPECT_EQ(after("acts = [\"users.view\", \"users.edit\"]",
                    "acts = [\"users.view\", \"users.reset\"]"),
              "roles.keeper widened");
    EXPECT_EQ(after("acts = [\"users.view\", \"users.edit\"]", "acts = [\"users.view\"]"), "");
}

TEST(ALaterVersion, gives_no_sensitive_permission_to_a_role_that_is_not_the_top) {
    EXPECT_EQ(after("label = \"Keeper\"\n", "label = \"Keeper\"\nabout = \"Moves money\"\n"), "");
    EXPECT_EQ(after("permissions = [\"orders.view\"]\nrestrict",
                    "permissions = [\"orders.view\", \"money.move\"]\nrestrict"),
              "roles.keeper widened");
}

TEST(ALaterVersion, gives_ordinary_permissions_freely) {
    auto more = change(
        "\"money.move\" =", "\"orders.edit\" = { label = \"Edit\" }\n\"money.move\" =", market);
    more = change("permissions = [\"orders.view\"]\nrestrict",
                  "permissions = [\"orders.edit\", \"orders.view\"]\nrestrict", more);
    EXPECT_EQ(compared(next(more), market), "");
}

TEST(ALaterVersion, may_mark_a_permission_as_sensitive_but_not_unmark_it) {
    EXPECT_EQ(after("\"See orders\"", "\"See orders\", sensitive = true"), "");
    EXPECT_EQ(after(", sensitive = true", ""), "permissions.\"money.move\".sensitive loosened");
}

TEST(ALaterVersion, replaces_no_role_by_a_stronger_one) {
    auto retired =
        change("\"Clerk\",", "\"Clerk\", retired = true, replaced_by = \"keeper\",", market);
    retired = change("open_role = \"clerk\"", "open_role = \"temp\"", retired);
    EXPECT_EQ(compared(next(retired + "[roles.temp]\nlabel = \"Temp\""), market),
              "roles.clerk.replaced_by widened");
}

TEST(ALaterVersion, keeps_the_top_role) {
    auto other =
        change("top = true, acts = \"all\", permissions = \"all\"", "scopes = [\"home\"]", market);
    other = change("roles = [\"boss\"]", "roles = [\"chief\"]", other);
    other += "[roles.chief]\nlabel = \"Chief\"\ntop = true\nacts = \"all\"\npermissions = \"all\"";
    EXPECT_EQ(compared(next(other), market), "roles.boss.top changed");
}

TEST(ALaterVersion, keeps_one_owner_or_several) {
    auto unique = change("top = true,", "top = true, unique = true, kinds = [\"person\"],", market);
    unique += "[ownership]\ntransfer_to = \"keeper\"\nafter = \"keeper\"";
    EXPECT_EQ(compared(next(unique), market),
              "roles.boss.unique changed\nroles.boss.kinds removed");
}

TEST(ALaterVersion, keeps_where_and_by_whom_a_role_may_be_held) {
    EXPECT_EQ(after("[\"home\", \"location\"]", "[\"location\"]"), "roles.keeper.scopes removed");
    EXPECT_EQ(after("[\"person\", \"device\"]", "[\"person\"]"), "roles.keeper.kinds removed");
    EXPECT_EQ(after("[\"home\", \"location\"]", "[\"account\", \"location\", \"home\"]"), "");
}

TEST(ALaterVersion, keeps_what_an_account_may_have_switched_off) {
    EXPECT_EQ(after("restrict = [\"orders.view\"]", "restrict = []"),
              "roles.keeper.restrict removed");
}

TEST(ALaterVersion, keeps_what_a_level_gives) {
    auto guard = market + "[roles.guard]\nlabel = \"Guard\"\nscopes = [\"account\", \"location\"]";
    EXPECT_EQ(compared(next(change("role = \"keeper\"", "role = \"guard\"", guard)), guard),
              "ladders.admin.levels.here.role changed");
    auto there = change("role = \"keeper\"", "role = \"guard\"", guard);
    EXPECT_EQ(compared(next(change("at = \"location\"", "at = \"account\"", there)), there),
              "ladders.admin.levels.here.at changed");
}

TEST(ALaterVersion, keeps_the_shape_of_an_account) {
    EXPECT_EQ(after("levels = [\"location\"]", "levels = [\"division\", \"location\"]"),
              "organisation.levels changed");
    EXPECT_EQ(after("pick = \"many\"", "pick = \"one\""), "pick changed");
    EXPECT_EQ(after("pick = \"many\"", "names = \"whole\""), "names changed");
    EXPECT_EQ(compared(next(market), std::string(shop)), "");
}

TEST(ALaterVersion, keeps_what_is_stored_in_fields) {
    EXPECT_EQ(after("max = 20", "max = 10"), "fields.badge.max narrowed");
    EXPECT_EQ(after("max = 20", "max = 20, unique = true"), "fields.badge.unique changed");
    EXPECT_EQ(after("max = 20", "type = \"number\", max = 20"), "fields.badge.type changed");
}

TEST(ALaterVersion, takes_no_seats_away) {
    EXPECT_EQ(after("seats = 5", "seats = 4"), "plans.free.seats narrowed");
    EXPECT_EQ(after("seats = 5", "seats = 6"), "");
    EXPECT_EQ(compared(next(market), change("seats = 5", "seats = \"unlimited\"", market)),
              "plans.free.seats narrowed");
    EXPECT_EQ(compared(next(market + "[seats]\ncounts = [\"person\", \"device\"]"), market),
              "seats.counts widened");
}

TEST(ALaterVersion, takes_no_places_away_with_a_feature) {
    auto two =
        change("free =",
               "big = { label = \"Big\", seats = \"unlimited\", features = [\"reports\"] }\nfree =",
               market);
    EXPECT_EQ(
        compared(next(change("seats = 5, features = [\"reports\"],", "seats = 5,", two)), two),
        "plans.free.features narrowed");
}

TEST(ALaterVersion, gives_no_act_to_those_at_a_device) {
    EXPECT_EQ(after("acts = [\"users.view\"]\n", "acts = [\"users.view\", \"users.edit\"]\n"),
              "devices.acts widened");
    EXPECT_EQ(after("acts = [\"users.view\"]\n", "acts = [\"users.view\", \"roles.manage\"]\n"),
              "");
    auto at = market.find("[devices]");
    EXPECT_EQ(compared(next(market.substr(0, at)), market), "devices removed");
}

TEST(ALaterVersion, gives_no_sensitive_permission_to_those_at_a_device) {
    auto holds = change("permissions = [\"orders.view\"]\nrestrict",
                        "permissions = [\"orders.view\", \"money.move\"]\nrestrict", market);
    EXPECT_EQ(
        compared(next(change("sensitive = true", "sensitive = true, device = true", holds)), holds),
        "permissions.\"money.move\".device widened");
    auto open = market + "[roles.mover]\nlabel = \"Mover\"\npermissions = [\"money.move\"]";
    EXPECT_EQ(
        compared(next(change("open_role = \"clerk\"", "open_role = \"mover\"", open)), market),
        "devices.open_role widened");
}

}  // namespace usher::blueprints
