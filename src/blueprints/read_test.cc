// A refusal for each row of the schema that is judged where it stands.
#include "blueprints/read.h"

#include <gtest/gtest.h>

#include "blueprints/testing.h"

namespace usher::blueprints {

TEST(ABlueprint, that_is_sound_has_no_faults) { EXPECT_EQ(faults(shop), ""); }

// ---- every table
// ---------------------------------------------------------------------------------

TEST(AKey, that_the_schema_does_not_have_is_refused_with_the_nearest_one) {
    auto loaded = load(change("pick", "pikc"), "shop");
    ASSERT_EQ(loaded.faults.size(), 1u);
    EXPECT_EQ(text(loaded.faults[0], "shop.toml"),
              "shop.toml:2:1: pikc: This table has no such key. Did you mean \"pick\"? "
              "[unknown_key]");
    EXPECT_EQ(faults(change("label = \"Boss\"", "label = \"Boss\", colour = \"red\"")),
              "10:26 roles.boss.colour unknown_key");
}

TEST(AKey, that_resembles_none_is_told_which_there_are) {
    auto loaded =
        load(with("more = { label = \"More\", seats = 1, self_service = true, x = 1 }"), "shop");
    ASSERT_EQ(loaded.faults.size(), 1u);
    EXPECT_NE(loaded.faults[0].expected.find("\"label\", \"seats\""), std::string::npos);
}

TEST(AKey, with_strange_letters_is_shown_in_quotation_marks_and_escaped) {
    EXPECT_EQ(faults(with("\"a\\u001b[31m b\" = 1")), "14:1 plans.\"a\\u001B[31m b\" bad_id");
}

TEST(AValue, of_another_type_is_refused) {
    EXPECT_EQ(faults(change("\"many\"", "1")), "2:1 pick wrong_type");
    EXPECT_EQ(faults(change("version = 1", "version = \"1\"")), "1:41 product.version wrong_type");
    EXPECT_EQ(faults(change("version = 1", "version = 1.0")), "1:41 product.version wrong_type");
    EXPECT_EQ(faults(change("sensitive = true", "sensitive = 1")),
              "8:40 permissions.\"money.move\".sensitive wrong_type");
    EXPECT_EQ(faults(change("[\"orders.view\"]", "[\"orders.view\", 7]")),
              "11:58 roles.clerk.permissions[1] wrong_type");
    EXPECT_EQ(faults(change("{ label = \"Reports\" }", "2026-11-21")),
              "5:1 features.reports wrong_type");
}

TEST(ATable, is_no_list_of_tables) {
    EXPECT_EQ(faults(with("[[policies]]\ninvitation_days = 3")), "14:3 policies wrong_type");
}

TEST(AReference, to_nothing_is_refused_with_the_nearest_name) {
    auto loaded =
        load(change("permissions = [\"orders.view\"]", "permissions = [\"order.view\"]"), "shop");
    ASSERT_EQ(loaded.faults.size(), 1u);
    EXPECT_EQ(
        text(loaded.faults[0], "shop.toml"),
        "shop.toml:11:43: roles.clerk.permissions[0]: No permission is called \"order.view\". "
        "Did you mean \"orders.view\"? [unknown_reference]");
}

TEST(AList, names_nothing_twice) {
    EXPECT_EQ(faults(change("[\"orders.view\"]", "[\"orders.view\", \"orders.view\"]")),
              "11:58 roles.clerk.permissions[1] duplicate");
}

TEST(AList, has_a_named_limit) {
    std::string list;
    for (int i = 0; i <= 500; ++i) list += "\"c" + std::to_string(i) + "\", ";
    EXPECT_EQ(faults(with("[fields]\nf = { label = \"F\", type = \"choice\", choices = [" + list +
                          "] }")),
              "15:37 fields.f.choices too_many");
}

TEST(ATable, has_a_named_limit) {
    std::string rows = "[fields]\n";
    for (int i = 0; i <= 500; ++i) rows += "f" + std::to_string(i) + " = { label = \"F\" }\n";
    EXPECT_EQ(faults(with(rows)), "515:1 fields.f500 too_many");
}

TEST(AnId, is_small_letters_digits_and_dashes) {
    EXPECT_EQ(faults(with("Pro = { label = \"Pro\", seats = \"unlimited\" }")),
              "14:1 plans.Pro bad_id");
    EXPECT_EQ(faults(with(std::string(41, 'p') + " = { label = \"Pro\", seats = \"unlimited\" }")),
              "14:1 plans." + std::string(41, 'p') + " bad_id");
    EXPECT_EQ(faults(with("p-2_o = { label = \"Pro\", seats = \"unlimited\" }")), "");
}

TEST(ALabel, is_one_line_of_at_most_a_hundred_letters) {
    EXPECT_EQ(faults(change("\"Boss\"", "\"\"")), "10:10 roles.boss.label text");
    EXPECT_EQ(faults(change("\"Boss\"", "\" Boss\"")), "10:10 roles.boss.label text");
    EXPECT_EQ(faults(change("\"Boss\"", "\"Bo\\nss\"")), "10:10 roles.boss.label text");
    EXPECT_EQ(faults(change("\"Boss\"", "\"Bo\\u202Ess\"")), "10:10 roles.boss.label text");
    EXPECT_EQ(faults(change("\"Boss\"", '"' + std::string(101, 'B') + '"')),
              "10:10 roles.boss.label text");
    EXPECT_EQ(faults(change("\"Boss\"", '"' + std::string(100, 'B') + '"')), "");
}

// ---- product, organisation, words, features
// ------------------------------------------------------

TEST(Product, has_an_id_a_name_and_a_version) {
    EXPECT_EQ(faults(change("{ id = \"shop\", name = \"Shop\", version = 1 }", "{}")),
              "1:1 product.id missing\n1:1 product.name missing\n1:1 product.version missing");
    EXPECT_EQ(faults(change("product =", "prodcut =")),
              "1:1 prodcut unknown_key\n1:1 product missing");
}

TEST(Product, has_the_id_of_its_file) {
    EXPECT_EQ(faults(shop, "shed"), "1:13 product.id not_file_name");
    EXPECT_EQ(faults(change("\"shop\"", "\"Shop\""), "Shop"), "1:13 product.id bad_id");
}

TEST(Product, has_a_version_from_one_on) {
    EXPECT_EQ(faults(change("version = 1", "version = 0")), "1:41 product.version range");
}

TEST(Organisation, has_locations_with_or_without_divisions_or_nothing) {
    for (auto levels : {"[]", "[\"location\"]", "[\"division\", \"location\"]"})
        EXPECT_EQ(faults(with("[organisation]\nlevels = " + std::string(levels))), "") << levels;
    for (auto levels : {"[\"division\"]", "[\"location\", \"division\"]", "[\"site\"]"})
        EXPECT_EQ(faults(with("[organisation]\nlevels = " + std::string(levels))),
                  "15:1 organisation.levels choice")
            << levels;
}

TEST(Organisation, with_a_feature_has_levels) {
    EXPECT_EQ(faults(with("[organisation]\nfeature = \"reports\"")),
              "15:1 organisation.feature needs_levels");
    EXPECT_EQ(faults(with("[organisation]\nlevels = [\"location\"]\nfeature = \"report\"")),
              "16:1 organisation.feature unknown_reference");
}

TEST(Names, are_in_parts_or_whole) {
    EXPECT_EQ(faults(change("pick = \"many\"", "names = \"full\"")), "2:1 names choice");
    EXPECT_EQ(faults(change("pick = \"many\"", "names = \"whole\"")), "");
}

TEST(Words, are_those_of_usher) {
    EXPECT_EQ(faults(with("[words]\nlocation = \"site\"\nlocations = \"sites\"")), "");
    EXPECT_EQ(faults(with("[words]\nloction = \"site\"")), "15:1 words.loction unknown_key");
    EXPECT_EQ(faults(with("[words]\nlocation = 1")), "15:1 words.location wrong_type");
}

TEST(AFeature, has_a_label) {
    EXPECT_EQ(faults(change("{ label = \"Reports\" }", "{}")),
              "5:1 features.reports.label missing");
}

// ---- permissions and fields
// ----------------------------------------------------------------------

TEST(APermission, does_not_begin_like_an_act_of_usher) {
    EXPECT_EQ(faults(change("[roles]", "\"users.praise\" = { label = \"Praise\" }\n[roles]")),
              "9:1 permissions.\"users.praise\" reserved");
}

TEST(APermission, is_two_words) {
    EXPECT_EQ(faults(change("[roles]", "orders.edit = { label = \"Edit\" }\n[roles]")),
              "9:1 permissions.orders bad_id");
    EXPECT_EQ(faults(change("[roles]", "\"a.b.c\" = { label = \"Edit\" }\n[roles]")),
              "9:1 permissions.\"a.b.c\" bad_id");
}

TEST(APermission, refers_to_kinds_of_resource_and_features_that_exist) {
    EXPECT_EQ(
        faults(change("\"See orders\"", "\"See orders\", resource = \"till\", features = [\"x\"]")),
        "7:41 permissions.\"orders.view\".resource unknown_reference\n"
        "7:72 permissions.\"orders.view\".features[0] unknown_reference");
}

TEST(Permissions, are_192_at_most) {
    std::string more;
    for (int i = 0; i < 191; ++i)
        more += "\"more.p" + std::to_string(i) + "\" = { label = \"P\" }\n";
    EXPECT_EQ(faults(change("[roles]", more + "[roles]")),
              "199:1 permissions.\"more.p190\" too_many");
}

TEST(AField, does_not_have_the_id_of_one_that_everybody_has) {
    for (auto id : {"name", "first_name", "last_name", "email", "e-mail", "username", "home"})
        EXPECT_EQ(faults(with("[fields]\n" + std::string(id) + " = { label = \"X\" }")),
                  "15:1 fields." + std::string(id) + " reserved");
}

TEST(AField, of_choices_has_them) {
    EXPECT_EQ(faults(with("[fields]\nsize = { label = \"Size\", type = \"choice\" }")),
              "15:1 fields.size.choices missing");
    EXPECT_EQ(
        faults(with("[fields]\nsize = { label = \"Size\", type = \"choice\", choices = [] }")),
        "15:43 fields.size.choices missing");
    EXPECT_EQ(faults(with("[fields]\nsize = { label = \"Size\", type = \"list\" }")),
              "15:26 fields.size.type choice");
}

TEST(AField, that_a_plan_may_hide_is_not_required) {
    EXPECT_EQ(
        faults(with("[fields]\nx = { label = \"X\", required = true, features = [\"reports\"] }")),
        "15:20 fields.x.required conflict");
}

TEST(AField, has_a_limit_from_1_to_1000) {
    EXPECT_EQ(faults(with("[fields]\nx = { label = \"X\", max = 0 }")), "15:20 fields.x.max range");
    EXPECT_EQ(faults(with("[fields]\nx = { label = \"X\", max = 1001 }")),
              "15:20 fields.x.max range");
}

// ---- roles
// ---------------------------------------------------------------------------------------

TEST(Pick, is_one_or_many) { EXPECT_EQ(faults(change("many", "few")), "2:1 pick choice"); }

TEST(CustomRoles, hold_no_act_that_counts_at_the_account_only) {
    EXPECT_EQ(
        faults(with("[custom_roles]\nallowed = true\nacts = [\"users.view\", \"plan.change\"]")),
        "16:23 custom_roles.acts[1] account_only");
    EXPECT_EQ(faults(with("[custom_roles]\nacts = [\"users.veiw\"]")),
              "15:9 custom_roles.acts[0] unknown_reference");
}

TEST(ARole, has_a_label) {
    EXPECT_EQ(faults(change("label = \"Clerk\", ", "")), "11:1 roles.clerk.label missing");
}

TEST(ARole, that_is_not_the_top_has_no_wildcard) {
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", acts = \"all\",")),
              "11:28 roles.clerk.acts wildcard");
    EXPECT_EQ(faults(change("permissions = [\"orders.view\"]", "permissions = \"sensitive\"")),
              "11:28 roles.clerk.permissions wildcard");
    EXPECT_EQ(faults(change("permissions = [\"orders.view\"]", "permissions = \"some\"")),
              "11:28 roles.clerk.permissions choice");
}

TEST(ARole, that_is_not_the_top_has_none_of_its_acts) {
    EXPECT_EQ(
        faults(change("label = \"Clerk\",", "label = \"Clerk\", acts = [\"account.close\"],")),
        "11:36 roles.clerk.acts[0] top_only");
}

TEST(ARole, that_can_never_be_at_the_account_has_no_act_that_counts_there_only) {
    auto text = with("[organisation]\nlevels = [\"location\"]");
    auto clerk = [&](std::string_view scopes) {
        return change(
            "label = \"Clerk\",",
            "label = \"Clerk\", acts = [\"users.erase\"], scopes = " + std::string(scopes) + ',',
            text);
    };
    EXPECT_EQ(faults(clerk("[\"location\"]")), "11:36 roles.clerk.acts[0] account_only");
    EXPECT_EQ(faults(clerk("[\"location\", \"account\"]")), "");
    EXPECT_EQ(faults(clerk("[\"home\"]")), "");
}

TEST(ARole, has_acts_that_exist) {
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", acts = [\"user.view\"],")),
              "11:36 roles.clerk.acts[0] unknown_reference");
}

TEST(TransferOfOwnership, exists_only_where_the_top_role_is_unique) {
    EXPECT_EQ(faults(with("[custom_roles]\nacts = [\"ownership.transfer\"]")),
              "15:9 custom_roles.acts[0] unknown_reference");
    auto loaded = load(shop, "shop");
    ASSERT_TRUE(loaded.blueprint);
    EXPECT_FALSE(loaded.blueprint->top_role().acts[index(Act::ownership_transfer)]);
}

TEST(ARole, is_held_at_levels_that_the_organisation_has) {
    EXPECT_EQ(faults(change("label = \"Clerk\",",
                            "label = \"Clerk\", scopes = [\"home\", \"location\"],")),
              "11:46 roles.clerk.scopes[1] no_such_level");
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", scopes = [\"house\"],")),
              "11:38 roles.clerk.scopes[0] choice");
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", scopes = [],")),
              "11:28 roles.clerk.scopes range");
}

TEST(ARole, is_held_by_kinds_of_users_that_exist) {
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", kinds = [\"robot\"],")),
              "11:37 roles.clerk.kinds[0] choice");
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", kinds = [],")),
              "11:28 roles.clerk.kinds range");
}

TEST(TheTopRole, is_open_to_a_person) {
    EXPECT_EQ(faults(change("top = true,", "top = true, kinds = [\"device\"],")),
              "10:38 roles.boss.kinds needs_person");
}

TEST(TheUniqueRole, is_for_people_only) {
    auto text = with("[ownership]\ntransfer_to = \"clerk\"\nafter = \"clerk\"");
    text = change("label = \"Clerk\",", "label = \"Clerk\", acts = [\"users.view\"],", text);
    EXPECT_EQ(faults(change("top = true,", "top = true, unique = true,", text)),
              "10:1 roles.boss.kinds person_only");
    EXPECT_EQ(
        faults(change("top = true,", "top = true, unique = true, kinds = [\"person\"],", text)),
        "");
}

TEST(ARole, grants_all_of_kinds_that_exist) {
    EXPECT_EQ(faults(change("label = \"Clerk\",", "label = \"Clerk\", all_of = [\"till\"],")),
              "11:38 roles.clerk.all_of[0] unknown_reference");
}

// ---- ladders, resources, policies
// ----------------------------------------------------------------

TEST(ALadder, has_a_label_a_name_for_no_level_and_levels) {
    EXPECT_EQ(faults(with("[ladders.admin]")),
              "14:10 ladders.admin.label missing\n14:10 ladders.admin.levels missing\n"
              "14:10 ladders.admin.none missing");
}

TEST(ALevel, has_a_label_a_role_and_a_place) {
    EXPECT_EQ(faults(with(
                  "[ladders.admin]\nlabel = \"L\"\nnone = \"N\"\n[ladders.admin.levels]\nx = {}")),
              "18:1 ladders.admin.levels.x.at missing\n18:1 ladders.admin.levels.x.label missing\n"
              "18:1 ladders.admin.levels.x.role missing");
    EXPECT_EQ(faults(with("[ladders.admin]\nlabel = \"L\"\nnone = \"N\"\n[ladders.admin.levels]\n"
                          "x = { label = \"X\", role = \"clrk\", at = \"house\" }")),
              "18:20 ladders.admin.levels.x.role unknown_reference\n"
              "18:35 ladders.admin.levels.x.at choice");
}

TEST(AResource, with_a_default_per_group_has_the_word_for_a_group) {
    EXPECT_EQ(faults(with("[resources]\ntill = { label = \"Till\", defaults = \"per_group\" }")),
              "15:1 resources.till.group_label missing");
}

TEST(AResource, is_required_only_with_defaults) {
    EXPECT_EQ(faults(with("[resources]\ntill = { label = \"Till\", required = true }")),
              "15:26 resources.till.required conflict");
}

TEST(AResource, is_given_from_below_or_at_its_place) {
    EXPECT_EQ(faults(with("[resources]\ntill = { label = \"Till\", given_by = \"all\" }")),
              "15:26 resources.till.given_by choice");
    EXPECT_EQ(faults(with("[resources]\ntill = { label = \"Till\", defaults = \"two\" }")),
              "15:26 resources.till.defaults choice");
}

TEST(Policies, stay_in_their_ranges) {
    for (auto wrong : {"invitation_days = 0", "invitation_days = 31", "restore_days = -1",
                       "restore_days = 91", "dormant_days = -1", "review_months = -1"}) {
        std::string key(wrong, std::string_view(wrong).find(' '));
        EXPECT_EQ(faults(with("[policies]\n" + std::string(wrong))),
                  "15:1 policies." + key + " range");
    }
    EXPECT_EQ(faults(with("[policies]\ninvitation_days = 30\nrestore_days = 0\ndormant_days = 0")),
              "");
}

TEST(Policies, are_true_or_false_where_they_are_options) {
    for (std::string key : {"security_questions", "time_limits", "leave"})
        EXPECT_EQ(faults(with("[policies]\n" + key + " = 1")),
                  "15:1 policies." + key + " wrong_type");
}

// ---- ownership, devices, seats, plans, opening, import
// -------------------------------------------

TEST(Ownership, says_to_whom_and_what_comes_after) {
    EXPECT_EQ(faults(with("[ownership]\nrecovery_days = 0")),
              "14:2 ownership no_unique_role\n14:2 ownership.after missing\n"
              "14:2 ownership.transfer_to missing\n15:1 ownership.recovery_days range");
}

TEST(Devices, without_sign_in_act_by_a_role) {
    EXPECT_EQ(faults(with("[devices]")), "14:2 devices.open_role missing");
    EXPECT_EQ(faults(with("[devices]\nsign_in = \"optional\"")), "14:2 devices.open_role missing");
    EXPECT_EQ(faults(with("[devices]\nsign_in = \"required\"")), "");
    EXPECT_EQ(faults(with("[devices]\nopen_role = \"clark\"")),
              "15:1 devices.open_role unknown_reference");
}

TEST(Devices, have_choices_and_ranges) {
    EXPECT_EQ(
        faults(with("[devices]\nsign_in = \"yes\"\nopen_role = \"clerk\"\npassword = \"no\"\n"
                    "hint = \"on\"\nlease_hours = 0\nacts = [\"device.manage\"]")),
        "15:1 devices.sign_in choice\n17:1 devices.password choice\n18:1 devices.hint choice\n"
        "19:1 devices.lease_hours range\n20:9 devices.acts[0] unknown_reference");
}

TEST(Seats, are_never_taken_by_service_users) {
    EXPECT_EQ(faults(with("[seats]\ncounts = [\"person\", \"service\"]")),
              "15:21 seats.counts[1] choice");
    EXPECT_EQ(faults(with("[seats]\ncounts = []")), "");
}

TEST(APlan, has_seats_by_number_or_without_limit) {
    EXPECT_EQ(faults(change("seats = 5", "seats = 0")), "13:26 plans.free.seats range");
    EXPECT_EQ(faults(change("seats = 5", "seats = \"many\"")), "13:26 plans.free.seats wrong_type");
    EXPECT_EQ(faults(change("seats = 5, ", "")), "13:1 plans.free.seats missing");
    EXPECT_EQ(faults(change("seats = 5", "seats = \"unlimited\"")), "");
}

TEST(APlan, with_limited_seats_says_where_there_are_more) {
    EXPECT_EQ(faults(change(", self_service = true", "")), "13:1 plans.free.more missing");
    EXPECT_EQ(faults(change("self_service = true", "more = \"https://shop.example/seats\"")), "");
}

TEST(APlan, leads_nowhere_but_to_https) {
    for (auto link : {"http://shop.example", "https://", "https:///x", "javascript:alert(1)",
                      "https://shop.example/\\\"onclick="})
        EXPECT_EQ(faults(change("self_service = true", "more = \"" + std::string(link) + '"')),
                  "13:61 plans.free.more not_https")
            << link;
}

TEST(APlan, has_features_that_exist) {
    EXPECT_EQ(faults(change("[\"reports\"]", "[\"reports\", \"rapports\"]")),
              "13:60 plans.free.features[1] unknown_reference");
}

TEST(TheOpening, refers_to_a_plan_roles_and_levels_that_exist) {
    EXPECT_EQ(
        faults(change("plan = \"free\", roles = [\"boss\"]",
                      "plan = \"fre\", roles = [\"boss\", \"bos\"], levels = { admin = \"x\" }")),
        "3:13 opening.plan unknown_reference\n3:44 opening.roles[1] unknown_reference\n"
        "3:63 opening.levels.admin unknown_reference");
    EXPECT_EQ(faults(change("opening = { plan = \"free\", roles = [\"boss\"] }", "")),
              "1:1 opening missing");
    EXPECT_EQ(faults(change("plan = \"free\", ", "")), "3:1 opening.plan missing");
}

TEST(TheTemplate, is_a_file_name_without_a_folder) {
    EXPECT_EQ(faults(with("[import]\ntemplate = \"../users.csv\"")),
              "15:1 import.template has_slash");
    EXPECT_EQ(faults(with("[import]\ntemplate = 'c:\\users.csv'")),
              "15:1 import.template has_slash");
    EXPECT_EQ(faults(with("[import]\ntemplate = \"people.csv\"")), "");
}

}  // namespace usher::blueprints
