#include "audit/record.h"

#include <gtest/gtest.h>

namespace usher::audit {
namespace {

std::string told(json::Object const& before, json::Object const& after) {
    return json::text(difference(before, after));
}

TEST(AuditDifference, tells_only_what_differs) {
    EXPECT_EQ(told({{"a", "1"}, {"b", "2"}}, {{"a", "1"}, {"b", "3"}}),
              R"({"before":{"b":"2"},"after":{"b":"3"}})");
    EXPECT_EQ(told({{"a", "1"}}, {{"a", "1"}}), R"({"before":{},"after":{}})");
}

TEST(AuditDifference, tells_what_was_added_and_what_was_cleared) {
    EXPECT_EQ(told({}, {{"phone", "7"}}), R"({"before":{"phone":null},"after":{"phone":"7"}})");
    EXPECT_EQ(told({{"phone", "7"}}, {}), R"({"before":{"phone":"7"},"after":{"phone":null}})");
}

}  // namespace
}  // namespace usher::audit
