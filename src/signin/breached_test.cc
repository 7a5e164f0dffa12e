#include "signin/breached.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "signin/breached_testing.h"
#include "signin/passwords.h"
#include "store/testing.h"

namespace usher::signin {
namespace {

constexpr char const* first = "seven herons on ice";
constexpr char const* second = "a kettle by the window";

class BreachedTest : public ::testing::Test {
 protected:
    std::string path() const { return folder_.path() + "/list"; }
    // Named at the start, with these in it.
    std::unique_ptr<Breached> list_of(std::vector<std::string> const& passwords) {
        put_in_place(path(), breached_list(passwords));
        auto list = Breached::open(path());
        EXPECT_TRUE(list);
        (*list)->on_change(
            [this](Result<void> const& now) { told_.push_back(now ? "done" : now.error().key); });
        return *std::move(list);
    }
    static bool holds(Breached& list, std::string password) {
        return list.holds(Secret(std::move(password)));
    }
    static std::string judged(Breached& list, std::string password,
                              std::vector<std::string> const& about = {}) {
        auto result = judge(Secret(std::move(password)), about, list);
        if (result) return "taken";
        EXPECT_EQ(result.error().field, "password");
        return result.error().key;
    }

    using Told = std::vector<std::string>;
    store::TemporaryDirectory folder_;
    Told told_;
};

TEST_F(BreachedTest, a_password_is_held_against_the_list_last) {
    auto list =
        list_of({first, "short", "password123", "Fernhill Crafts!", "Reiherhäuschen am See"});
    EXPECT_EQ(judged(*list, first), "passwords.breached");
    EXPECT_EQ(judged(*list, "Reiherhäuschen am See"), "passwords.breached");
    EXPECT_EQ(judged(*list, "short"), "passwords.too_short");
    EXPECT_EQ(judged(*list, "password123"), "passwords.too_common");
    EXPECT_EQ(judged(*list, "Fernhill Crafts!", {"Fernhill Crafts"}), "passwords.context");
    EXPECT_EQ(judged(*list, "Seven herons on ice"), "taken") << "exactly as typed";
    EXPECT_EQ(judged(*list, std::string(first) + " "), "taken");
}

TEST_F(BreachedTest, where_none_is_named_none_is_held_against) {
    auto none = Breached::open("");
    ASSERT_TRUE(none);
    EXPECT_EQ(judged(**none, first), "taken");
    EXPECT_EQ((*none)->usable(), std::nullopt);
}

TEST_F(BreachedTest, one_that_cannot_be_used_is_refused_at_the_start) {
    EXPECT_FALSE(Breached::open(path()));
    put_in_place(path(), "password\n");
    EXPECT_FALSE(Breached::open(path()));
}

TEST_F(BreachedTest, one_that_was_put_in_its_place_counts_from_the_next_password_on) {
    auto list = list_of({first});
    put_in_place(path(), breached_list({second}));
    EXPECT_TRUE(holds(*list, second));
    EXPECT_FALSE(holds(*list, first));
    EXPECT_EQ(told_, Told{"done"}) << "once";
    EXPECT_EQ(list->usable(), true);
}

TEST_F(BreachedTest, one_in_its_place_that_cannot_be_used_is_told_once_and_the_one_before_goes_on) {
    auto list = list_of({first});
    put_in_place(path(), "password\n");
    for (int n = 0; n < 3; ++n) EXPECT_TRUE(holds(*list, first));
    EXPECT_EQ(list->usable(), false);
    EXPECT_EQ(told_, Told{"passwords.list_unusable"});
    put_in_place(path(), breached_list({second}));
    EXPECT_EQ(list->usable(), true);
    EXPECT_EQ(told_, (Told{"passwords.list_unusable", "done"}));
    EXPECT_TRUE(holds(*list, second));
}

TEST_F(BreachedTest, one_that_was_taken_away_goes_on_and_is_told) {
    auto list = list_of({first});
    std::filesystem::rename(path(), path() + ".away");
    EXPECT_TRUE(holds(*list, first));
    EXPECT_EQ(list->usable(), false);
    std::filesystem::rename(path() + ".away", path());
    EXPECT_TRUE(holds(*list, first));
    EXPECT_EQ(list->usable(), true);
    EXPECT_EQ(told_, (Told{"passwords.list_unusable", "done"}));
}

TEST_F(BreachedTest, one_that_was_spoilt_by_writing_into_it_is_told_and_refuses_nobody) {
    auto list = list_of({first});
    std::ofstream(path()) << "password\n";
    for (int n = 0; n < 3; ++n) EXPECT_EQ(judged(*list, first), "taken") << "by the other rules";
    EXPECT_EQ(judged(*list, "password123"), "passwords.too_common");
    EXPECT_EQ(list->usable(), false);
    EXPECT_EQ(told_, Told{"passwords.list_unusable"});
    std::ofstream(path()) << breached_list({first});
    EXPECT_EQ(judged(*list, first), "passwords.breached");
    EXPECT_EQ(told_, (Told{"passwords.list_unusable", "done"}));
}

// Too large to be read whole at the start, and damaged between what is looked at there.
TEST_F(BreachedTest, one_whose_damage_only_a_search_meets_is_unusable_until_it_is_replaced) {
    std::vector<std::string> many;
    for (int n = 0; n < 60'000; ++n) many.push_back("p" + std::to_string(n));
    auto list = list_of(many);
    auto damaged = breached_list(many);
    auto const line = damaged.size() / many.size(), at = line * 12'345;
    auto const hash = damaged.substr(at, 40);
    damaged.replace(at, hash.size(), hash.size(), '#');
    put_in_place(path(), damaged);
    auto lost = *std::ranges::find(many, hash, breached_hash);
    auto whole = many[lost == many[0] ? 1 : 0];
    EXPECT_EQ(list->usable(), true) << "nobody has come there yet";
    for (int n = 0; n < 3; ++n) EXPECT_FALSE(holds(*list, lost));
    for (int n = 0; n < 3; ++n) EXPECT_EQ(list->usable(), false);
    EXPECT_TRUE(holds(*list, whole)) << "it is searched where it is whole";
    EXPECT_EQ(told_, (Told{"done", "passwords.list_unusable"}));
    put_in_place(path(), breached_list(many));
    EXPECT_TRUE(holds(*list, lost));
    EXPECT_EQ(list->usable(), true);
    EXPECT_EQ(told_, (Told{"done", "passwords.list_unusable", "done"}));
}

TEST_F(BreachedTest, many_threads_ask_while_it_is_replaced) {
    auto list = list_of({first, second});
    std::atomic<bool> over = false;
    std::atomic<int> missed = 0;
    std::vector<std::thread> threads;
    for (int n = 0; n < 4; ++n)
        threads.emplace_back([&] {
            while (!over)
                if (!holds(*list, first)) ++missed;
        });
    for (int n = 0; n < 50; ++n) {
        put_in_place(path(), breached_list({first, std::to_string(n)}));
        EXPECT_TRUE(holds(*list, std::to_string(n)));
    }
    over = true;
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(missed, 0);
    EXPECT_GE(told_.size(), 50u);
    EXPECT_EQ(std::ranges::count(told_, "done"), std::ssize(told_));
}

}  // namespace
}  // namespace usher::signin
