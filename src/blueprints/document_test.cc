#include "blueprints/document.h"

#include <gtest/gtest.h>

#include "blueprints/testing.h"

namespace usher::blueprints {

TEST(AFile, has_at_most_256_kib) {
    auto text = with("#");
    text.resize(max_bytes, '#');
    EXPECT_EQ(faults(text), "");
    EXPECT_EQ(faults(text + '#'), "1:1  too_large");
}

TEST(AFile, begins_without_a_byte_order_mark) {
    EXPECT_EQ(faults("\xEF\xBB\xBF" + std::string(shop)), "1:1  byte_order_mark");
}

TEST(AFile, is_utf8_without_nul) {
    EXPECT_EQ(faults(change("Boss", "B\xC3\xB6\xDFs")), "10:21  not_utf8");
    EXPECT_EQ(faults(change("Boss", "B\xED\xA0\x80")), "10:20  not_utf8");
    EXPECT_EQ(faults(change("Boss", std::string_view("B\0ss", 4))), "10:20  not_utf8");
    EXPECT_EQ(faults(change("Boss", "B\xC3\xB6ss")), "");
}

TEST(AFile, is_toml) {
    EXPECT_EQ(faults(change("pick = \"many\"", "pick = many")), "2:8  syntax");
    EXPECT_EQ(faults(change("pick = \"many\"", "pick = ")), "2:8  syntax");
}

TEST(AFile, that_leads_the_library_astray_is_no_toml) {
    EXPECT_EQ(faults("[#"), "1:1  syntax");
    EXPECT_EQ(faults("2\u038b"), "1:2  syntax") << "a letter beyond those that the library expects";
    EXPECT_EQ(faults(with("x = 1\n[#\ny = 1")), "15:1  syntax");
}

TEST(AKey, stands_once) {
    EXPECT_EQ(faults(change("pick = \"many\"", "pick = \"many\"\npick = \"one\"")),
              "3:8 pick duplicate");
    EXPECT_EQ(faults(with("free = { label = \"F\", seats = \"unlimited\" }")),
              "14:8 free duplicate");
    EXPECT_EQ(faults(with("[roles]\nboss = {}")), "14:1 roles duplicate");
    EXPECT_EQ(faults(change("label = \"Boss\",", "label = \"Boss\", label = \"Bob\",")),
              "10:34 label duplicate");
}

// Each level of a table takes stack when it is read and when it goes.
TEST(AFile, does_not_nest_without_end) {
    std::string dots = "a";
    for (int i = 0; i < 100'000; ++i) dots += ".a";
    EXPECT_EQ(faults(with(dots + " = 1")), "14:1  syntax");
    EXPECT_EQ(faults(with("x = " + std::string(100'000, '['))), "14:13  syntax");
}

TEST(ALine, in_windows_form_counts_as_one) {
    auto text = change("pick = \"many\"\n", "pick = \"many\"\r\nnames = \"full\"\r\n");
    EXPECT_EQ(faults(text), "3:1 names choice");
}

TEST(Columns, count_letters_not_bytes) {
    EXPECT_EQ(faults(change("label = \"Boss\",", "label = \"Bößß\", colour = 1,")),
              "10:26 roles.boss.colour unknown_key");
}

TEST(Rows, keep_the_order_of_the_file) {
    auto loaded = load(with("basic = { label = \"B\", seats = \"unlimited\" }"), "shop");
    ASSERT_TRUE(loaded.blueprint);
    EXPECT_EQ(loaded.blueprint->plans[0].key, "free");
    EXPECT_EQ(loaded.blueprint->plans[1].key, "basic");
    EXPECT_EQ(loaded.blueprint->permissions[0].key, "orders.view");
    EXPECT_EQ(loaded.blueprint->permissions[1].key, "money.move");
}

}  // namespace usher::blueprints
