#include "base/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/errors.h"

namespace usher {
namespace {

TEST(AnError, carries_its_params_and_its_field) {
    auto error = Error{Code::conflict, "seats.none_left", "All seats are in use."}
                     .with("bought", "10")
                     .at("emails[3]");
    EXPECT_EQ(error.field, "emails[3]");
    ASSERT_EQ(error.params.size(), 1u);
    EXPECT_EQ(error.params[0], (Param{"bought", "10"}));
}

TEST(AnError, of_a_field_is_always_invalid) {
    auto error = invalid_field("name", "field.missing", "name is missing.");
    EXPECT_EQ(error.code, Code::invalid);
    EXPECT_EQ(error.field, "name");
    EXPECT_EQ(error.key, "field.missing");
}

TEST(AnError, of_what_is_unknown_tells_nothing_about_it) {
    auto error = not_found();
    EXPECT_EQ(error.code, Code::not_found);
    EXPECT_EQ(error.key, "not_found");
    EXPECT_TRUE(error.field.empty());
    EXPECT_TRUE(error.params.empty());
    EXPECT_EQ(error, not_found());
}

TEST(TheCatalogue, names_each_key_once_and_ends_each_sentence) {
    std::set<std::string_view> keys;
    for (auto const& known : base_errors()) {
        EXPECT_TRUE(keys.insert(known.key).second) << known.key;
        EXPECT_TRUE(known.text.ends_with('.') || known.text.ends_with('}')) << known.text;
    }
    EXPECT_TRUE(keys.contains("not_found"));
}

TEST(ASentence, is_filled_from_params_and_field) {
    Error error{Code::invalid, "field.too_long", "", "name", {{"max", "200"}}};
    EXPECT_EQ(fill("{field} may have at most {max} characters.", error),
              "name may have at most 200 characters.");
}

TEST(ASentence, keeps_a_name_for_which_there_is_no_param) {
    EXPECT_EQ(fill("{field} and {more}", {}), "{field} and {more}");
    EXPECT_EQ(fill("an open { brace", {}), "an open { brace");
    EXPECT_EQ(fill("}{", {}), "}{");
    EXPECT_EQ(fill("", {}), "");
}

TEST(ASentence, does_not_fill_what_a_value_brought_along) {
    Error error{Code::invalid, "x", "", "", {{"value", "{detail}"}, {"detail", "no"}}};
    EXPECT_EQ(fill("{value} is {detail}", error), "{detail} is no");
}

}  // namespace
}  // namespace usher
