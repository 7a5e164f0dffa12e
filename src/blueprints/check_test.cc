// A refusal for each row of the schema that concerns several parts of a file.
#include "blueprints/check.h"

#include <gtest/gtest.h>

#include "blueprints/testing.h"

namespace usher::blueprints {
namespace {

// The shop with locations and a manager on a ladder; the ladder's levels begin in line 21.
std::string shop_with_ladder(std::string_view levels) {
    auto manager = "clerk = {";
    auto text = change(manager,
                       "manager = { label = \"Manager\", scopes = [\"location\"], acts = "
                       "[\"users.view\"] }\nclerk = {");
    return text +
           "[organisation]\nlevels = [\"location\"]\n[ladders.admin]\nlabel = \"Level\"\n"
           "none = \"User\"\n[ladders.admin.levels]\n" +
           std::string(levels);
}

// The boss is unique; `ownership` begins in line 14.
std::string shop_with_owner(std::string_view ownership) {
    auto text = change("top = true,", "top = true, unique = true, kinds = [\"person\"],");
    text = change("label = \"Clerk\",", "label = \"Clerk\", acts = [\"users.view\"],", text);
    return text + std::string(ownership);
}

}  // namespace

TEST(AFeature, is_in_a_plan) {
    EXPECT_EQ(faults(change("features = [\"reports\"], ", "")), "5:1 features.reports unused");
}

TEST(APermission, is_in_a_role) {
    auto text = change("permissions = \"all\"", "permissions = \"sensitive\"");
    EXPECT_EQ(faults(text), "");
    EXPECT_EQ(faults(change("permissions = [\"orders.view\"]", "permissions = []", text)),
              "7:1 permissions.\"orders.view\" unused");
}

TEST(APermission, that_is_retired_may_have_left_all_roles) {
    auto text = change("permissions = \"all\"", "permissions = \"sensitive\"");
    text = change("permissions = [\"orders.view\"]", "permissions = []", text);
    EXPECT_EQ(faults(change("\"See orders\"", "\"See orders\", retired = true", text)), "");
}

TEST(Pick, of_one_has_two_roles_to_pick_from_or_custom_roles) {
    auto text = change("many", "one", change("clerk = {", "clerk = { retired = true,"));
    EXPECT_EQ(faults(text), "2:1 pick too_few_roles");
    EXPECT_EQ(faults(text + "[custom_roles]\nallowed = true"), "");
    EXPECT_EQ(faults(change("many", "one")), "");
}

TEST(TheTopRole, is_one) {
    EXPECT_EQ(faults(change("top = true, acts = \"all\", permissions = \"all\"",
                            "permissions = [\"money.move\"]")),
              "3:1 opening no_top\n9:2 roles top_count");
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", top = true,")),
              "11:28 roles.clerk.top top_count");
}

// RT6: otherwise somebody would be left whom nobody can manage.
TEST(TheTopRole, holds_every_act) {
    EXPECT_EQ(faults(change("acts = \"all\"", "acts = [\"users.view\"]")),
              "10:38 roles.boss.acts closure");
    EXPECT_EQ(faults(change("acts = \"all\", ", "")), "10:1 roles.boss.acts closure");
}

TEST(TheTopRole, holds_every_sensitive_permission_and_need_not_hold_the_others) {
    auto loaded = load(change("permissions = \"all\"", "permissions = [\"orders.view\"]"), "shop");
    ASSERT_EQ(loaded.faults.size(), 2u);
    EXPECT_EQ(loaded.faults[0].code, "unused");
    EXPECT_EQ(
        text(loaded.faults[1], "shop.toml"),
        "shop.toml:10:52: roles.boss.permissions: The top role holds every sensitive permission "
        "(RT6); it lacks money.move. [closure]");
    EXPECT_EQ(faults(change("permissions = \"all\"", "permissions = [\"money.move\"]")), "");
}

TEST(TheTopRole, can_be_at_the_account) {
    auto text = with("[organisation]\nlevels = [\"location\"]");
    EXPECT_EQ(faults(change("top = true,", "top = true, scopes = [\"location\"],", text)),
              "3:1 opening no_top\n10:38 roles.boss.scopes never_at_account");
    EXPECT_EQ(faults(change("top = true,", "top = true, scopes = [\"home\"],", text)), "");
}

TEST(TheTopRole, is_not_restricted) {
    EXPECT_EQ(faults(change("top = true,", "top = true, restrict = [\"money.move\"],")),
              "10:38 roles.boss.restrict top_restricted");
}

TEST(TheTopRole, is_not_retired) {
    EXPECT_EQ(faults(change("top = true,", "top = true, retired = true,")),
              "3:37 opening.roles[0] retired\n10:38 roles.boss.retired retired");
}

TEST(ARole, that_is_unique_is_the_top_role) {
    EXPECT_EQ(faults(change("label = \"Clerk\",",
                            "label = \"Clerk\", unique = true, kinds = [\"person\"],")),
              "11:28 roles.clerk.unique needs_ownership\n"
              "11:28 roles.clerk.unique unique_not_top");
}

TEST(TheBaseRole, is_one) {
    auto two = change("boss = {", "temp = { label = \"Temp\", base = true }\nboss = {");
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", base = true,", two)),
              "12:28 roles.clerk.base base_count");
}

TEST(TheBaseRole, holds_no_act_and_no_sensitive_permission) {
    EXPECT_EQ(faults(change("label = \"Clerk\",",
                            "label = \"Clerk\", base = true, acts = [\"users.view\"],")),
              "11:28 roles.clerk.base base_power");
    EXPECT_EQ(faults(change("label = \"Clerk\", permissions = [",
                            "label = \"Clerk\", base = true, permissions = [\"money.move\", ")),
              "11:28 roles.clerk.base base_power");
    EXPECT_EQ(
        faults(change("label = \"Clerk\",", "label = \"Clerk\", base = true, retired = true,")),
        "11:41 roles.clerk.retired retired");
}

TEST(ARole, is_restricted_in_what_it_has_only) {
    EXPECT_EQ(faults(change("label = \"Clerk\",",
                            "label = \"Clerk\", restrict = [\"orders.view\", \"money.move\"],")),
              "11:55 roles.clerk.restrict[1] not_in_role");
    EXPECT_EQ(
        faults(change("label = \"Clerk\",", "label = \"Clerk\", restrict = [\"orders.see\"],")),
        "11:40 roles.clerk.restrict[0] unknown_reference");
}

TEST(ARole, is_replaced_once_it_is_retired_by_one_that_is_not) {
    auto old = [](std::string_view more) {
        return change("boss = {", "old = { label = \"Old\", " + std::string(more) + " }\nboss = {");
    };
    EXPECT_EQ(faults(old("replaced_by = \"clerk\"")), "10:24 roles.old.replaced_by not_retired");
    EXPECT_EQ(faults(old("retired = true, replaced_by = \"clerk\"")), "");
    EXPECT_EQ(faults(old("retired = true, replaced_by = \"old\"")),
              "10:40 roles.old.replaced_by retired");
    EXPECT_EQ(faults(old("retired = true, replaced_by = \"clark\"")),
              "10:40 roles.old.replaced_by unknown_reference");
}

// RT25: not given by any path but transfer, recovery and opening.
TEST(TheUniqueRole, receives_nobody_from_a_retired_role) {
    auto text = shop_with_owner("[ownership]\ntransfer_to = \"clerk\"\nafter = \"clerk\"");
    text =
        change("boss = {",
               "old = { label = \"Old\", retired = true, replaced_by = \"boss\" }\nboss = {", text);
    EXPECT_EQ(faults(text), "10:40 roles.old.replaced_by unique_role");
}

TEST(ALadder, gives_a_role_at_a_kind_of_place_once) {
    EXPECT_EQ(
        faults(shop_with_ladder("a = { label = \"A\", role = \"manager\", at = \"location\" }\n"
                                "b = { label = \"B\", role = \"manager\", at = \"location\" }")),
        "22:20 ladders.admin.levels.b.role duplicate");
}

TEST(ALevel, is_at_a_scope_of_its_role) {
    EXPECT_EQ(
        faults(shop_with_ladder("a = { label = \"A\", role = \"manager\", at = \"account\" }")),
        "21:38 ladders.admin.levels.a.at not_in_scopes");
    EXPECT_EQ(
        faults(shop_with_ladder("a = { label = \"A\", role = \"manager\", at = \"division\" }")),
        "21:38 ladders.admin.levels.a.at no_such_level\n"
        "21:38 ladders.admin.levels.a.at not_in_scopes");
    EXPECT_EQ(
        faults(shop_with_ladder("a = { label = \"A\", role = \"manager\", at = \"location\" }")),
        "");
}

TEST(ALevel, gives_neither_the_base_role_nor_the_unique_role) {
    auto text = shop_with_ladder("a = { label = \"A\", role = \"clerk\", at = \"location\" }");
    text = change("label = \"Clerk\",", "label = \"Clerk\", base = true, scopes = [\"location\"],",
                  text);
    EXPECT_EQ(faults(text), "21:20 ladders.admin.levels.a.role not_for_ladders");
}

TEST(AUniqueRole, says_how_it_is_passed_on) {
    EXPECT_EQ(faults(shop_with_owner("")), "10:38 roles.boss.unique needs_ownership");
    EXPECT_EQ(faults(shop_with_owner("[ownership]\ntransfer_to = \"clerk\"\nafter = \"clerk\"")),
              "");
}

TEST(Ownership, needs_a_unique_role) {
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", acts = [\"users.view\"],",
                            with("[ownership]\ntransfer_to = \"clerk\"\nafter = \"clerk\""))),
              "14:2 ownership no_unique_role");
}

TEST(Ownership, goes_to_holders_of_acts_who_are_not_the_owner) {
    EXPECT_EQ(faults(shop_with_owner("[ownership]\ntransfer_to = \"boss\"\nafter = \"clerk\"")),
              "15:1 ownership.transfer_to not_transferable");
    EXPECT_EQ(faults(shop_with_owner("[ownership]\ntransfer_to = \"clerk\"\nafter = \"boss\"")),
              "16:1 ownership.after not_transferable");
    auto text = shop_with_owner("[ownership]\ntransfer_to = \"clerk\"\nafter = \"clerk\"");
    EXPECT_EQ(faults(change("acts = [\"users.view\"], ", "", text)),
              "15:1 ownership.transfer_to not_transferable");
}

TEST(Devices, act_by_a_role_without_acts) {
    EXPECT_EQ(faults(with("[devices]\nopen_role = \"boss\"")), "15:1 devices.open_role has_acts");
    EXPECT_EQ(faults(with("[devices]\nopen_role = \"clerk\"")), "");
}

TEST(Devices, have_no_act_that_the_top_role_lacks) {
    EXPECT_EQ(
        faults(change(
            "acts = \"all\"", "acts = [\"users.view\"]",
            with("[devices]\nopen_role = \"clerk\"\nacts = [\"users.view\", \"users.edit\"]"))),
        "10:38 roles.boss.acts closure\n16:23 devices.acts[1] not_in_top");
}

TEST(Plans, are_one_at_least) {
    auto text = std::string(shop.substr(0, shop.find("[plans]")));
    EXPECT_EQ(faults(change("[features]\nreports = { label = \"Reports\" }\n", "", text)),
              "1:1 plans missing\n3:13 opening.plan unknown_reference");
}

TEST(TheOpening, gives_the_top_role) {
    EXPECT_EQ(faults(change("[\"boss\"]", "[\"clerk\"]")), "3:1 opening no_top");
    EXPECT_EQ(faults(change(", roles = [\"boss\"]", "")), "3:1 opening no_top");
}

TEST(TheOpening, gives_it_through_its_ladder_where_there_is_one) {
    auto text = shop_with_ladder("a = { label = \"A\", role = \"boss\", at = \"account\" }");
    text = change("top = true,", "top = true, scopes = [\"account\"],", text);
    EXPECT_EQ(faults(text), "3:1 opening no_top\n3:37 opening.roles[0] ladder_role");
    EXPECT_EQ(faults(change("roles = [\"boss\"]", "levels = { admin = \"a\" }", text)), "");
    EXPECT_EQ(faults(change("roles = [\"boss\"]", "levels = { admin = \"b\" }", text)),
              "3:1 opening no_top\n3:39 opening.levels.admin unknown_reference");
}

TEST(TheOpening, is_at_the_account) {
    auto text = shop_with_ladder("a = { label = \"A\", role = \"manager\", at = \"location\" }");
    EXPECT_EQ(faults(change("[\"boss\"]", "[\"boss\"], levels = { admin = \"a\" }", text)),
              "3:57 opening.levels.admin not_at_account");
}

TEST(TheOpening, gives_one_role_where_users_have_one) {
    EXPECT_EQ(faults(change("many", "one", change("[\"boss\"]", "[\"boss\", \"clerk\"]"))),
              "3:28 opening.roles conflict");
}

TEST(AFile, shows_all_its_faults_in_their_order) {
    auto text = change("version = 1", "version = 0");
    text = change("pick = \"many\"", "pick = \"few\"", text);
    text = change("[\"orders.view\"]", "[\"order.view\"]", text);
    text = change("seats = 5", "seats = -5", text);
    EXPECT_EQ(faults(text + "[fields]\nname = { label = \"N\" }"),
              "1:41 product.version range\n2:1 pick choice\n"
              "11:43 roles.clerk.permissions[0] unknown_reference\n13:26 plans.free.seats range\n"
              "15:1 fields.name reserved");
}

}  // namespace usher::blueprints
