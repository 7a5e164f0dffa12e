#include "signin/breached_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "signin/breached_testing.h"
#include "store/testing.h"

namespace usher::signin {
namespace {

std::vector<std::string> passwords(int n) {
    std::vector<std::string> all;
    for (int i = 0; i < n; ++i) all.push_back("p" + std::to_string(i));
    return all;
}

class BreachedFileTest : public ::testing::Test {
 protected:
    std::string path() const { return folder_.path() + "/list"; }
    auto open(std::string const& text) const {
        std::ofstream(path(), std::ios::binary) << text;
        return BreachedFile::open(path());
    }
    // "taken", or what it says of the file.
    std::string said(Result<std::shared_ptr<BreachedFile const>> const& list) const {
        if (list) return "taken";
        EXPECT_EQ(list.error().key, "passwords.list_unusable");
        auto detail = list.error().detail;
        std::string const head = "passwords.breached names ";
        EXPECT_TRUE(detail.starts_with(head)) << detail;
        EXPECT_NE(detail.find("40 hex digits on each line"), detail.npos) << "what is expected";
        auto what = detail.find(", which ");
        return detail.substr(what + 8, detail.find(": it must") - what - 8);
    }
    static bool holds(BreachedFile const& list, std::string const& password) {
        auto found = list.holds(sha1(password));
        EXPECT_TRUE(found) << found.error().detail;
        return found.value_or(false);
    }

    store::TemporaryDirectory folder_;
};

TEST_F(BreachedFileTest, each_line_is_found_and_nothing_between_whatever_its_size_and_form) {
    for (int n : {1, 2, 3, 4, 7, 8, 64, 65, 500}) {
        for (auto const* after : {":3\n", ":3\r\n", "\n", "\r\n", ":12345678901234567890\r\n"}) {
            auto list = open(breached_list(passwords(n), after));
            ASSERT_TRUE(list) << list.error().detail;
            for (auto const& password : passwords(n))
                EXPECT_TRUE(holds(**list, password)) << password << " of " << n;
            for (int i = 0; i < 100; ++i)
                EXPECT_FALSE(holds(**list, "q" + std::to_string(i))) << i << " beside " << n;
        }
    }
}

TEST_F(BreachedFileTest, what_lies_before_the_first_line_and_behind_the_last_is_not_found) {
    auto hash = [](char digit) { return *sha1_from_hex(std::string(40, digit)); };
    auto list = open(std::string(40, '5') + "\n" + std::string(40, 'A') + ":1\n");
    ASSERT_TRUE(list);
    for (char here : {'5', 'A'}) EXPECT_TRUE(*(*list)->holds(hash(here))) << here;
    for (char gone : {'0', '6', 'B', 'F'}) EXPECT_FALSE(*(*list)->holds(hash(gone))) << gone;
}

TEST_F(BreachedFileTest, lower_case_lines_of_several_lengths_and_an_open_end_are_fine) {
    auto text = breached_list(passwords(300), "\n");
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' ? c + 32 : c; });
    std::string mixed;
    for (std::size_t i = 0; i < 300; ++i)
        mixed += text.substr(41 * i, 40) + (i % 3 == 0 ? "" : ":" + std::to_string(i * i)) + "\n";
    mixed.pop_back();
    auto list = open(mixed);
    ASSERT_TRUE(list) << list.error().detail;
    for (auto const& password : passwords(300)) EXPECT_TRUE(holds(**list, password)) << password;
    EXPECT_FALSE(holds(**list, "q"));
}

TEST_F(BreachedFileTest, a_large_one_is_looked_at_in_places_and_searched_everywhere) {
    auto list = open(breached_list(passwords(40'000)));
    ASSERT_TRUE(list) << list.error().detail;
    ASSERT_GT((*list)->bytes(), 1 << 20);
    for (auto const& password : passwords(40'000)) ASSERT_TRUE(holds(**list, password)) << password;
    for (int i = 0; i < 1000; ++i) ASSERT_FALSE(holds(**list, "q" + std::to_string(i)));
}

TEST_F(BreachedFileTest, what_is_no_such_file_is_refused) {
    EXPECT_EQ(said(BreachedFile::open(folder_.path())), "is a folder");
    EXPECT_EQ(said(BreachedFile::open(folder_.path() + "/nowhere")),
              "cannot be opened (No such file or directory)");
    auto loop = folder_.path() + "/loop", pipe = folder_.path() + "/pipe";
    std::filesystem::create_symlink(loop, loop);
    EXPECT_EQ(said(BreachedFile::open(loop)),
              "cannot be opened (Too many levels of symbolic links)");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(said(BreachedFile::open(pipe)), "is no regular file") << "and nobody waits";
    EXPECT_EQ(said(open("")), "is empty");
}

TEST_F(BreachedFileTest, what_holds_other_lines_is_refused) {
    auto good = breached_list(passwords(3));
    auto hash = good.substr(0, 40);
    for (auto const& bad :
         {std::string("\n"), std::string("password\n123456\n"), std::string(32, 'A') + ":5\n",
          hash + ";5\n", hash + ":\n", hash + ":many\n", hash + " \n", " " + hash + "\n",
          hash + ":1:2\n", hash + ":" + std::string(21, '9') + "\n", hash + "\r\r\n",
          std::string(100'000, 'A'), std::string(2'000'000, '\0'), hash + std::string(200, '0')})
        EXPECT_EQ(said(open(bad)), "has no such line at byte 0") << bad.substr(0, 80);
    EXPECT_EQ(said(open(good + "\n")), "has no such line at byte 129");
    EXPECT_EQ(said(open(good + "0123")), "has no such line at byte 129");
    EXPECT_EQ(said(open(good + "\r\n" + hash)), "has no such line at byte 129");
    EXPECT_EQ(said(open(good.substr(0, 43) + "#" + good.substr(43))),
              "has no such line at byte 43");
}

TEST_F(BreachedFileTest, what_is_in_no_order_is_refused) {
    auto good = breached_list(passwords(50));
    EXPECT_EQ(said(open(good)), "taken");
    auto swapped = good.substr(43, 43) + good.substr(0, 43) + good.substr(86);
    EXPECT_EQ(said(open(swapped)), "is not in order at byte 43") << "one pair of a small one";
    EXPECT_EQ(said(open(good + good.substr(0, 43))), "is not in order at byte 2150");
    std::string by_count;
    for (auto const& password : passwords(40'000)) by_count += breached_hash(password) + ":1\n";
    EXPECT_TRUE(said(open(by_count)).starts_with("is not in order at byte"));
}

TEST_F(BreachedFileTest, a_large_one_that_was_cut_off_is_refused) {
    auto good = breached_list(passwords(40'000));
    EXPECT_TRUE(said(open(good.substr(0, good.size() - 10))).starts_with("has no such line"));
    EXPECT_EQ(said(open(good.substr(0, good.size() - 1))), "taken") << "its last line is whole";
}

TEST_F(BreachedFileTest, a_line_that_is_none_is_told_by_the_search_that_meets_it) {
    auto text = breached_list(passwords(40'000));
    auto at = text.size() / 128 * 21 / 43 * 43;  // between two of the places that are looked at
    auto hash = *sha1_from_hex(std::string_view(text).substr(at, 40));
    text.replace(at, 42, 42, '#');
    auto list = open(text);
    ASSERT_TRUE(list) << list.error().detail;
    auto found = (*list)->holds(hash);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().key, "passwords.list_unusable");
}

TEST_F(BreachedFileTest, one_that_becomes_shorter_is_told_and_read_no_further) {
    auto list = open(breached_list(passwords(1000)));
    ASSERT_TRUE(list);
    std::filesystem::resize_file(path(), 0);
    auto found = (*list)->holds(sha1("p1"));
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().detail.find("become shorter"), std::string::npos);
}

}  // namespace
}  // namespace usher::signin
