#include "base/refusal.h"

#include <gtest/gtest.h>

namespace usher {
namespace {

constexpr KnownError errors[] = {
    {"cake.none_left", Code::conflict, "All {eaten} pieces are eaten."},
    {"cake.too_hot", Code::invalid, "{field} burns."},
};

TEST(Refusal, has_code_and_sentence_of_its_key) {
    auto none = refusal_of(errors, "cake.none_left", "", {{"eaten", "12"}});
    EXPECT_EQ(none.code, Code::conflict);
    EXPECT_EQ(none.key, "cake.none_left");
    EXPECT_EQ(none.detail, "All 12 pieces are eaten.");
    EXPECT_EQ(none.params, (std::vector<Param>{{"eaten", "12"}}));
    auto hot = refusal_of(errors, "cake.too_hot", "cakes[1]", {});
    EXPECT_EQ(hot.field, "cakes[1]");
    EXPECT_EQ(hot.detail, "cakes[1] burns.");
}

TEST(Refusal, of_a_key_that_is_not_there_ends_the_process) {
    EXPECT_DEATH((void)refusal_of(errors, "cake.lost", "", {}), "no error cake.lost");
}

}  // namespace
}  // namespace usher
