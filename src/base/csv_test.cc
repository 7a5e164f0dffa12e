#include "base/csv.h"

#include <gtest/gtest.h>

namespace usher {
namespace {

TEST(Threat43, no_field_of_a_file_is_run_by_a_spreadsheet) {
    for (std::string_view bad :
         {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\"=1\"", "'=1", "\n=1",
          "\xef\xbc\x9d"
          "1",
          "\xef\xbc\x8b"
          "1",
          "\xef\xbc\x8d"
          "1",
          "\xef\xbc\xa0"
          "A1",
          "=cmd|' /C calc'!A0"}) {
        auto field = csv_field(bad);
        bool harmless = field.starts_with('\'') || field.starts_with("\"'");
        EXPECT_TRUE(harmless) << field;
    }
}

TEST(Threat43, what_is_no_formula_stays_as_it_is) {
    for (std::string_view good : {"Ann", "ann@example.com", "a=b", "2026-11-21", "", " ", "Ünal"})
        EXPECT_EQ(csv_field(good), good);
}

TEST(ACsvFile, keeps_commas_quotes_and_line_ends_within_their_field) {
    EXPECT_EQ(csv_field("Lovelace, Ada"), "\"Lovelace, Ada\"");
    EXPECT_EQ(csv_field("the \"first\""), "\"the \"\"first\"\"\"");
    EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(csv_record({"a", "", "b,c"}), "a,,\"b,c\"\r\n");
    EXPECT_EQ(csv_record({"", "", "a"}), ",,a\r\n");
}

}  // namespace
}  // namespace usher
