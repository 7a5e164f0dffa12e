// Threat 50: a disk that fills up refuses writes, loses none that was acknowledged, and takes
// writes again once there is room.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include "crash/ledger.h"
#include "store/testing.h"

namespace usher::crash {
namespace {

// No file of this process can grow beyond so many bytes while this lives.
class Room {
 public:
    explicit Room(rlim_t bytes) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    Room(Room const&) = delete;
    ~Room() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
    rlimit before_{};
};

TEST(Threat50, a_full_disk_refuses_and_loses_nothing) {
    store::TemporaryDirectory directory;
    std::set<std::int64_t> acknowledged;
    {
        Ledger ledger(directory.path());
        std::int64_t number = 0;
        auto add_some = [&](int so_many) {
            int refused = 0;
            for (int n = 0; n < so_many; ++n, ++number) {
                if (ledger.add(number, 5000)) {
                    acknowledged.insert(number);
                } else {
                    ++refused;
                }
            }
            return refused;
        };
        EXPECT_EQ(add_some(50), 0);
        {
            Room room(1 << 20);
            EXPECT_GT(add_some(200), 0) << "the disk was never full";
        }
        EXPECT_EQ(add_some(50), 0) << "there is room again";
        EXPECT_EQ(ledger.numbers(), acknowledged) << "what was refused is not there";
        EXPECT_EQ(ledger.count(), static_cast<std::int64_t>(acknowledged.size()));
    }
    Ledger again(directory.path());
    EXPECT_EQ(again.numbers(), acknowledged);
    EXPECT_EQ(again.count(), static_cast<std::int64_t>(acknowledged.size()));
}

}  // namespace
}  // namespace usher::crash
