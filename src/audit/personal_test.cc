#include "audit/personal.h"

#include <gtest/gtest.h>

#include "audit/chain.h"

namespace usher::audit {
namespace {

constexpr std::string_view somebody = "user:usr_00000000000000000000000000";

std::string facts_of(std::string_view target, std::string const& details) {
    return json::text(apart(target, *json::parse(details)).facts);
}
std::string personal_of(std::string_view target, std::string const& details) {
    auto told = apart(target, *json::parse(details));
    return told.personal ? json::text(*told.personal) : "";
}

TEST(AuditPersonal, what_is_not_known_to_be_a_fact_is_personal) {
    auto details = R"({"name":"Sam","roles":["a"],"shoe_size":43})";
    EXPECT_EQ(facts_of(somebody, details), R"({"roles":["a"]})");
    EXPECT_EQ(personal_of(somebody, details), R"({"name":"Sam","shoe_size":43})");
}

TEST(AuditPersonal, both_sides_of_a_difference_are_told_apart) {
    auto details = R"({"before":{"home":1,"last_name":"A"},"after":{"home":2,"last_name":"B"}})";
    EXPECT_EQ(facts_of(somebody, details), R"({"before":{"home":1},"after":{"home":2}})");
    EXPECT_EQ(personal_of(somebody, details),
              R"({"before":{"last_name":"A"},"after":{"last_name":"B"}})");
}

TEST(AuditPersonal, events_of_things_have_none) {
    EXPECT_EQ(personal_of("place:plc_1", R"({"name":"Lisbon"})"), "");
    EXPECT_EQ(personal_of(somebody, R"({"roles":[]})"), "");
}

Link link_of(std::string const& details) {
    auto told = apart(somebody, *json::parse(details));
    Link link;
    link.seq = 1;
    link.act = "users.edit";
    link.target = somebody;
    link.details = json::text(told.facts);
    link.salt = "0123456789abcdef";
    link.details_digest = digest_of_details(link.salt, *link.details);
    if (told.personal) {
        link.personal = json::text(*told.personal);
        link.personal_salt = "fedcba9876543210";
        link.personal_digest = digest_of_details(link.personal_salt, *link.personal);
    }
    link.hash = hash_of(link, chain_start(link.account));
    return link;
}
Result<void> verified(Link const& link) { return Verifier(link.account).step(link); }

TEST(AuditPersonal, are_read_back_together) {
    auto details = R"({"before":{"home":1,"last_name":"A"},"after":{"home":2,"last_name":"B"}})";
    EXPECT_EQ(json::text(*details_of(link_of(details))), details);
}

TEST(AuditPersonal, once_erased_leave_facts_and_a_whole_chain) {
    auto link = link_of(R"({"name":"Sam","roles":["a"]})");
    EXPECT_TRUE(verified(link));
    link.personal = std::nullopt;
    link.personal_salt.clear();
    EXPECT_TRUE(verified(link));
    EXPECT_EQ(json::text(*details_of(link)), R"({"roles":["a"]})");
    EXPECT_TRUE(verified(*from_line(to_line(link))));
}

TEST(AuditPersonal, cannot_be_altered_added_or_made_as_if_there_had_been_none) {
    auto link = link_of(R"({"name":"Sam","roles":["a"]})");
    auto altered = link;
    altered.personal = R"({"name":"Eve"})";
    EXPECT_FALSE(verified(altered));
    auto dropped = link;
    dropped.personal = std::nullopt;
    dropped.personal_digest = std::nullopt;
    EXPECT_FALSE(verified(dropped));
    auto added = link_of(R"({"roles":["a"]})");
    added.personal = R"({"name":"Eve"})";
    added.personal_salt = "0123456789abcdef";
    EXPECT_FALSE(verified(added));
    added.personal_digest = digest_of_details(added.personal_salt, *added.personal);
    EXPECT_FALSE(verified(added));
}

// Chains that were begun before personal values lay apart go on as they are.
TEST(AuditPersonal, an_event_of_before_hashes_as_it_did) {
    Link link;
    link.seq = 1;
    link.act = "users.suspend";
    link.details = R"({"name":"Sam"})";
    link.salt = "0123456789abcdef";
    link.details_digest = digest_of_details(link.salt, *link.details);
    EXPECT_EQ(hex(bytes_of(hash_of(link, chain_start(link.account)))),
              "ac9635c10d16ab1a46edcc9b75efad47753fc041eec8ba3e15f9dca95d4612ea");
}

}  // namespace
}  // namespace usher::audit
