#include "backup/retain.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "store/testing.h"

namespace usher::backup {
namespace {

constexpr Time night{1'795'317'300'000};

void put(std::string const& path) { std::ofstream(path) << "x"; }

TEST(DatedBackups, are_named_by_their_second_and_sorted_by_it) {
    EXPECT_TRUE(is_dated(dated_name(night))) << dated_name(night);
    EXPECT_LT(dated_name(night), dated_name(night + seconds(1)));
    EXPECT_LT(dated_name(night), dated_name(night + days(40)));
    for (auto const* other : {"usher-2026", "usher-20261122T031500Z.part", "usher-2026112xT031500Z",
                              "usher-before-2.0", "", "Usher-20261122T031500Z"})
        EXPECT_FALSE(is_dated(other)) << other;
}

TEST(DatedBackups, the_oldest_go_and_nothing_else_does) {
    store::TemporaryDirectory folder;
    std::vector<std::string> files;
    for (int i = 0; i < 5; ++i) {
        files.push_back(*dated_file(folder.path(), night + days(i)));
        put(files.back());
    }
    put(folder.path() + "/before-2.0");
    std::filesystem::create_directory(folder.path() + "/" + dated_name(night - days(1)));
    auto removed = keep_newest(folder.path(), 3);
    ASSERT_TRUE(removed) << removed.error().detail;
    EXPECT_EQ(*removed, (std::vector{dated_name(night + days(1)), dated_name(night)}));
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(std::filesystem::exists(files[static_cast<std::size_t>(i)]), i >= 2) << i;
    EXPECT_TRUE(std::filesystem::exists(folder.path() + "/before-2.0"));
    EXPECT_TRUE(keep_newest(folder.path(), 3)->empty());
}

TEST(DatedBackups, a_folder_that_cannot_be_is_refused) {
    store::TemporaryDirectory folder;
    put(folder.path() + "/file");
    EXPECT_EQ(dated_file(folder.path() + "/none/deeper", night).error().key, "backup.file");
    EXPECT_EQ(keep_newest(folder.path() + "/none", 3).error().key, "backup.file");
    EXPECT_EQ(keep_newest(folder.path() + "/file", 3).error().key, "backup.file");
}

}  // namespace
}  // namespace usher::backup
