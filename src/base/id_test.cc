#include "base/id.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace usher {
namespace {

class Repeated final : public Random {
 public:
    explicit Repeated(std::uint8_t byte) : byte_(byte) {}
    void fill(std::span<std::uint8_t> bytes) override {
        std::fill(bytes.begin(), bytes.end(), byte_);
    }

 private:
    std::uint8_t byte_;
};

UserId new_user(Time now) {
    static SystemRandom random;
    return UserId{new_id_bytes(now, random)};
}

TEST(AnId, is_a_uuid_of_version_7) {
    Repeated ones(0xff);
    auto bytes = new_id_bytes({0x0123456789ab}, ones);
    EXPECT_EQ(bytes, (IdBytes{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0x7f, 0xff, 0xbf, 0xff, 0xff,
                              0xff, 0xff, 0xff, 0xff, 0xff}));
}

TEST(AnId, outside_is_a_word_and_26_letters) {
    EXPECT_EQ(UserId{}.text(), "usr_00000000000000000000000000");
    IdBytes ones;
    ones.fill(0xff);
    EXPECT_EQ(UserId{ones}.text(), "usr_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    IdBytes one{};
    one[15] = 1;
    EXPECT_EQ(AccountId{one}.text(), "acc_00000000000000000000000001");
}

TEST(AnId, comes_back_from_its_text) {
    for (int i = 0; i < 1000; ++i) {
        auto id = new_user({1'795'293'399'123 + i});
        ASSERT_EQ(UserId::parse(id.text()), id) << id.text();
        ASSERT_EQ(UserId::from(id.bytes), id);
    }
}

TEST(AnId, sorts_by_the_time_at_which_it_was_made) {
    EXPECT_LT(new_user({1000}), new_user({1001}));
    EXPECT_LT(new_user({1000}).text(), new_user({1001}).text());
}

TEST(AnId, is_never_given_twice) {
    std::unordered_set<UserId> ids;
    for (int i = 0; i < 10'000; ++i) ids.insert(new_user({1000}));
    EXPECT_EQ(ids.size(), 10'000u);
}

TEST(AnId, of_one_thing_is_none_of_another) {
    auto user = new_user({1000});
    EXPECT_EQ(AccountId::parse(user.text()), std::nullopt);
    EXPECT_EQ(UserId::parse("us_" + user.text().substr(4)), std::nullopt);
}

TEST(AnId, has_one_spelling_only) {
    for (auto text : {"", "usr_", "usr", "usr_0000000000000000000000000",
                      "usr_000000000000000000000000000", "usr_80000000000000000000000000",
                      "usr_zzzzzzzzzzzzzzzzzzzzzzzzzz", "USR_00000000000000000000000000",
                      "usr_0000000000000000000000000A", "usr_0000000000000000000000000i",
                      "usr_0000000000000000000000000l", "usr_0000000000000000000000000o",
                      "usr_0000000000000000000000000u", "usr-00000000000000000000000000",
                      " usr_0000000000000000000000000", "usr_0000000000000000000000000 ",
                      "usr_00000000-0000-0000-0000-000000", "usr_000000000000000000000000\xc3\xa9"})
        EXPECT_EQ(UserId::parse(text), std::nullopt) << text;
    EXPECT_EQ(UserId::parse({"usr_0000000000000000000000000\0", 30}), std::nullopt);
}

TEST(AnId, of_nothing_is_none) {
    EXPECT_TRUE(UserId{}.none());
    EXPECT_FALSE(new_user({1}).none());
}

}  // namespace
}  // namespace usher
