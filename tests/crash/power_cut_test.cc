// R7: an acknowledged write survives power loss. What a disk holds after a cut is at least what was
// synced before it; here it is exactly that, the worst that an honest disk does: whenever the store
// syncs a file, its contents are copied to a second directory, and the store is opened from there.
#include <dlfcn.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>

#include "crash/ledger.h"
#include "store/testing.h"

namespace usher::crash {
namespace {

// The disk as it would be after a cut.
class Disk {
 public:
    // From here on, what lies in `live` is copied to `kept` whenever it is synced.
    void attach(std::string live, std::string kept) {
        std::lock_guard hold(mutex_);
        live_ = std::filesystem::canonical(live);
        kept_ = std::move(kept);
        log_syncs_ = 0;
        file_syncs_ = 0;
    }
    void cut() {
        std::lock_guard hold(mutex_);
        live_.clear();
    }
    int log_syncs() const { return log_syncs_; }
    int file_syncs() const { return file_syncs_; }

    void synced(int file) {
        std::lock_guard hold(mutex_);
        if (live_.empty()) return;
        std::error_code error;
        auto path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file), error);
        if (!error && path == live_) return forget_removed();
        if (error || path.parent_path() != live_) return;
        ++(path.extension() == ".db" ? file_syncs_ : log_syncs_);
        copy(file, kept_ + "/" + path.filename().string());
    }

 private:
    // A directory that is synced has lost the names that were removed from it.
    void forget_removed() {
        for (auto const& entry : std::filesystem::directory_iterator(kept_))
            if (!std::filesystem::exists(live_ / entry.path().filename()))
                std::filesystem::remove(entry.path());
    }
    static void copy(int file, std::string const& to) {
        int out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        std::vector<char> block(1 << 20);
        off_t at = 0;
        for (ssize_t n; (n = ::pread(file, block.data(), block.size(), at)) > 0; at += n)
            if (::write(out, block.data(), static_cast<std::size_t>(n)) != n) std::abort();
        ::close(out);
    }

    std::mutex mutex_;
    std::filesystem::path live_;
    std::string kept_;
    std::atomic<int> log_syncs_ = 0;
    std::atomic<int> file_syncs_ = 0;
};

Disk& disk() {
    static Disk disk;
    return disk;
}

}  // namespace
}  // namespace usher::crash

// In place of the C library's, for SQLite too: it is a shared library that this program links.
extern "C" int fdatasync(int file) {
    using Sync = int (*)(int);
    static auto const real = reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, "fdatasync"));
    int done = real(file);
    if (done == 0) usher::crash::disk().synced(file);
    return done;
}
extern "C" int fsync(int file) {
    using Sync = int (*)(int);
    static auto const real = reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, "fsync"));
    int done = real(file);
    if (done == 0) usher::crash::disk().synced(file);
    return done;
}

namespace usher::crash {
namespace {

// Long entries: the log turns over, so that some cuts fall into a checkpoint.
constexpr std::size_t entry_bytes = 100'000;

// Writes until the cut comes after `so_many` acknowledged entries.
std::set<std::int64_t> write_until_cut(std::string const& directory, std::size_t so_many) {
    Ledger ledger(directory);
    std::mutex mutex;
    std::set<std::int64_t> acknowledged;
    std::atomic<bool> dark = false;
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < 4; ++writer)
        threads.emplace_back([&, writer] {
            for (std::int64_t number = writer; !dark; number += 4) {
                if (!ledger.add(number, entry_bytes)) continue;
                std::lock_guard hold(mutex);
                if (dark) return;
                acknowledged.insert(number);
                if (acknowledged.size() < so_many) continue;
                disk().cut();
                dark = true;
            }
        });
    threads.clear();
    return acknowledged;
}

void cut_after(std::size_t so_many) {
    store::TemporaryDirectory live;
    store::TemporaryDirectory kept;
    disk().attach(live.path(), kept.path());
    auto acknowledged = write_until_cut(live.path(), so_many);
    EXPECT_GT(disk().log_syncs(), 0) << "nothing was synced: the disk is not attached";
    Ledger after(kept.path());
    auto there = after.numbers();
    EXPECT_TRUE(std::ranges::includes(there, acknowledged)) << "cut after " << so_many;
    EXPECT_EQ(after.count(), static_cast<std::int64_t>(there.size()));
}

TEST(R7, an_acknowledged_write_survives_a_power_cut) {
    std::mt19937 choose(7);
    for (int n = 0; n < 6; ++n) cut_after(1 + choose() % 40);
}

TEST(R7, an_acknowledged_write_survives_a_power_cut_during_checkpoints) {
    int moved = 0;
    for (std::size_t so_many : {150, 160, 170, 200}) {
        cut_after(so_many);
        moved += disk().file_syncs() > 1 ? 1 : 0;  // one belongs to the making of the file
    }
    EXPECT_GT(moved, 1) << "there was no checkpoint before the cuts";
}

}  // namespace
}  // namespace usher::crash
