// R7: an acknowledged write survives kill -9, at whatever moment it comes.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "crash/ledger.h"
#include "store/testing.h"

namespace usher::crash {
namespace {

constexpr int rounds = 12;
constexpr int writers = 8;
constexpr std::size_t entry_bytes = 3000;  // long entries make the log turn over within a round

// A process that writes until it is killed and tells of each acknowledged entry through a pipe.
[[noreturn]] void write_and_tell(std::string const& directory, int round, int pipe) {
    Ledger ledger(directory);
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&, writer] {
            for (std::int64_t n = 0;; ++n) {
                auto number = (std::int64_t{round} * writers + writer) * 1'000'000 + n;
                if (!ledger.add(number, entry_bytes)) ::_exit(1);
                if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(1);
            }
        });
    threads.clear();
    ::_exit(1);
}

class Child {
 public:
    Child(std::string const& directory, int round) {
        if (::pipe(ends_) != 0) std::abort();
        pid_ = ::fork();
        if (pid_ == 0) write_and_tell(directory, round, ends_[1]);
        ::close(ends_[1]);
    }
    // Until `so_many` entries are acknowledged, then kill -9; all that had been told by then.
    std::vector<std::int64_t> kill_after(std::size_t so_many) {
        std::vector<std::int64_t> told;
        std::int64_t number = 0;
        while (::read(ends_[0], &number, sizeof number) == sizeof number) {
            told.push_back(number);
            if (told.size() == so_many) ::kill(pid_, SIGKILL);
        }
        int status = 0;
        ::waitpid(pid_, &status, 0);
        ::close(ends_[0]);
        EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
        return told;
    }

 private:
    int ends_[2] = {};
    pid_t pid_ = -1;
};

TEST(R7, an_acknowledged_write_survives_kill_9) {
    store::TemporaryDirectory directory;
    std::mt19937 choose(7);
    std::set<std::int64_t> acknowledged;
    for (int round = 0; round < rounds; ++round) {
        Child child(directory.path(), round);
        for (auto number : child.kill_after(1 + choose() % 1500)) acknowledged.insert(number);
        Ledger ledger(directory.path());
        auto there = ledger.numbers();
        EXPECT_TRUE(std::ranges::includes(there, acknowledged)) << "in round " << round;
        EXPECT_EQ(ledger.count(), static_cast<std::int64_t>(there.size()))
            << "a unit is there as a whole or not at all";
    }
    EXPECT_GT(acknowledged.size(), 1000u);
}

}  // namespace
}  // namespace usher::crash
