#include "store/instance_key.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>

#include "store/testing.h"

namespace usher::store {
namespace {

void put(std::string const& path, std::string const& text, mode_t mode) {
    auto* file = std::fopen(path.c_str(), "w");
    ASSERT_TRUE(file);
    std::fputs(text.c_str(), file);
    std::fclose(file);
    ASSERT_EQ(::chmod(path.c_str(), mode), 0);
}

mode_t mode_of(std::string const& path) {
    struct stat about{};
    return ::stat(path.c_str(), &about) == 0 ? about.st_mode & 0777 : 0;
}

std::string const digits = std::string(64, '7');

TEST(InstanceKey, is_made_once_for_its_owner_alone) {
    TemporaryDirectory data;
    SeededRandom random;
    auto made = instance_key(data.path(), nullptr, random);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(mode_of(data.path() + "/instance.key"), 0600u);
    auto sealed = made->seal("mail", "secret", random);

    auto again = instance_key(data.path(), nullptr, random);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->open("mail", sealed), "secret");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(data.path()), {}), 1)
        << "a draft was left behind";
}

TEST(InstanceKey, comes_from_the_named_file_and_then_makes_none) {
    TemporaryDirectory data;
    SeededRandom random;
    auto path = data.path() + "/elsewhere";
    put(path, digits + "\n", 0400);
    EXPECT_TRUE(instance_key(data.path(), path.c_str(), random));
    EXPECT_FALSE(std::filesystem::exists(data.path() + "/instance.key"));
}

TEST(InstanceKey, that_is_lost_is_not_replaced_in_silence) {
    TemporaryDirectory data;
    SeededRandom random;
    put(data.path() + "/usher.db", "data", 0600);
    auto refused = instance_key(data.path(), nullptr, random);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "store.key_missing");
    EXPECT_FALSE(std::filesystem::exists(data.path() + "/instance.key"));
    EXPECT_TRUE(make_instance_key(data.path(), random)) << "but where it is asked for";
    EXPECT_TRUE(instance_key(data.path(), nullptr, random));
}

TEST(InstanceKey, that_is_there_is_never_replaced) {
    TemporaryDirectory data;
    SeededRandom random;
    put(data.path() + "/instance.key", digits, 0600);
    EXPECT_FALSE(keep_instance_key(data.path(), Secret(std::string(64, '8'))));
    EXPECT_FALSE(make_instance_key(data.path(), random));
    EXPECT_EQ(instance_key_text(data.path(), nullptr)->reveal(), digits);
}

TEST(InstanceKey, that_is_named_but_missing_is_not_made) {
    TemporaryDirectory data;
    SeededRandom random;
    auto path = data.path() + "/elsewhere";
    auto refused = instance_key(data.path(), path.c_str(), random);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "store.key_missing");
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(InstanceKey, that_others_may_read_is_refused) {
    TemporaryDirectory data;
    SeededRandom random;
    for (mode_t mode : {0640, 0604, 0660}) {
        put(data.path() + "/instance.key", digits, mode);
        auto refused = instance_key(data.path(), nullptr, random);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().key, "store.key_not_private");
    }
}

TEST(InstanceKey, that_is_not_64_hex_digits_is_refused) {
    TemporaryDirectory data;
    SeededRandom random;
    for (auto text : {std::string(), std::string(63, '7'), digits + "7", std::string(64, 'g'),
                      digits + "\n\n", digits + "\nmore"}) {
        put(data.path() + "/instance.key", text, 0600);
        auto refused = instance_key(data.path(), nullptr, random);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().key, "store.key_malformed");
        EXPECT_EQ(refused.error().detail.find("777"), std::string::npos) << "the key is told";
    }
}

TEST(InstanceKey, in_a_folder_that_is_not_there_is_refused) {
    SeededRandom random;
    auto refused = instance_key("/nowhere/at/all", nullptr, random);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "store.key_not_written");
    EXPECT_EQ(refused.error().detail,
              "/nowhere/at/all/instance.key cannot be written: No such file or directory.")
        << "nothing was lost that could be brought back";
    EXPECT_FALSE(keep_instance_key("/nowhere/at/all", Secret(digits)));
}

// Files may be that large, and no larger.
struct LargestFile {
    explicit LargestFile(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before);
        rlimit less{bytes, before.rlim_max};
        handler = ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &less);
    }
    LargestFile(LargestFile const&) = delete;
    ~LargestFile() {
        ::setrlimit(RLIMIT_FSIZE, &before);
        ::signal(SIGXFSZ, handler);
    }
    rlimit before{};
    void (*handler)(int) = nullptr;
};

TEST(InstanceKey, of_which_a_part_alone_can_be_written_says_why_and_leaves_nothing) {
    TemporaryDirectory data;
    SeededRandom random;
    auto made = [&] {
        LargestFile limit(10);
        return make_instance_key(data.path(), random);
    }();
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().key, "store.key_not_written");
    EXPECT_TRUE(made.error().detail.ends_with("cannot be written: File too large."))
        << made.error().detail;
    EXPECT_TRUE(std::filesystem::is_empty(data.path()));
}

}  // namespace
}  // namespace usher::store
