#include "store/lock.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/testing.h"

namespace usher::store {
namespace {

// Another process that holds the lock until it is ended.
class Holder {
 public:
    explicit Holder(std::string const& directory) {
        int ends[2];
        if (::pipe(ends) != 0) std::abort();
        pid_ = ::fork();
        if (pid_ == 0) {
            auto lock = DataLock::take(directory);
            char answer = lock ? 'y' : 'n';
            (void)!::write(ends[1], &answer, 1);
            ::pause();
            ::_exit(0);
        }
        ::close(ends[1]);
        char answer = 'n';
        (void)!::read(ends[0], &answer, 1);
        ::close(ends[0]);
        holds_ = answer == 'y';
    }
    ~Holder() { end(); }
    void end() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }
    pid_t pid() const { return pid_; }
    bool holds() const { return holds_; }

 private:
    pid_t pid_ = -1;
    bool holds_ = false;
};

class LockTest : public ::testing::Test {
 protected:
    std::string data() const { return directory_.path() + "/deep/data"; }
    TemporaryDirectory directory_;
};

TEST_F(LockTest, makes_the_directory_for_its_owner_only) {
    auto lock = DataLock::take(data());
    ASSERT_TRUE(lock) << lock.error().detail;
    struct stat found{};
    ASSERT_EQ(::stat(data().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0700u);
    auto other = DataLock::take(directory_.path() + "/other/data/");
    ASSERT_TRUE(other) << other.error().detail;
    ASSERT_EQ(::stat((directory_.path() + "/other/data").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0700u) << "with a slash at its end, too";
    ASSERT_EQ(::stat((data() + "/lock").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
}

TEST_F(LockTest, a_second_one_is_refused_and_told_who_holds_it) {
    Holder holder(data());
    ASSERT_TRUE(holder.holds());
    auto lock = DataLock::take(data());
    ASSERT_FALSE(lock);
    EXPECT_EQ(lock.error().key, "store.locked");
    EXPECT_NE(lock.error().detail.find("Process " + std::to_string(holder.pid()) + " holds"),
              std::string::npos)
        << lock.error().detail;
}

TEST_F(LockTest, the_same_process_cannot_take_it_twice) {
    auto lock = DataLock::take(data());
    ASSERT_TRUE(lock);
    EXPECT_EQ(DataLock::take(data()).error().key, "store.locked");
}

TEST_F(LockTest, killing_the_holder_frees_it) {
    Holder holder(data());
    ASSERT_TRUE(holder.holds());
    holder.end();
    EXPECT_TRUE(DataLock::take(data()));
}

TEST_F(LockTest, letting_go_frees_it) {
    {
        auto lock = DataLock::take(data());
    }
    EXPECT_TRUE(DataLock::take(data()));
}

TEST_F(LockTest, a_moved_lock_is_still_held) {
    auto lock = DataLock::take(data());
    DataLock moved = *std::move(lock);
    EXPECT_EQ(DataLock::take(data()).error().key, "store.locked");
}

TEST_F(LockTest, a_directory_that_cannot_be_made_is_refused) {
    EXPECT_EQ(DataLock::take("/proc/usher").error().key, "store.cannot_open");
    {
        std::fclose(std::fopen((directory_.path() + "/file").c_str(), "w"));
    }
    EXPECT_EQ(DataLock::take(directory_.path() + "/file").error().key, "store.cannot_open");
}

}  // namespace
}  // namespace usher::store
