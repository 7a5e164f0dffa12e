// A store of its own for each test: a temporary file copied from a template that is migrated once
// in the process, without fsync, with a steered clock and seeded randomness. Tests only.
//
//   TestStore test;
//   auto found = test.store().read([&](Snapshot& s) { return find(s, id); });
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/testing.h"
#include "store/store.h"

namespace usher::store {

// A directory under the system's temporary one, removed with all that is in it.
class TemporaryDirectory {
 public:
    TemporaryDirectory() {
        path_ = (std::filesystem::temp_directory_path() / "usher-test-XXXXXX").string();
        if (!::mkdtemp(path_.data())) {
            std::perror(path_.c_str());
            std::abort();
        }
    }
    TemporaryDirectory(TemporaryDirectory const&) = delete;
    TemporaryDirectory& operator=(TemporaryDirectory const&) = delete;
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string const& path() const { return path_; }

 private:
    std::string path_;
};

class TestStore {
 public:
    using OnTouched = std::function<void(std::vector<AccountId> const&)>;

    explicit TestStore(OnTouched on_touched = {}) {
        std::filesystem::copy_file(migrated() + "/usher.db", directory_.path() + "/usher.db");
        store_ = open(directory_.path(), clock_, random_, std::move(on_touched));
    }
    Store& store() { return *store_; }
    Store& operator*() { return *store_; }
    Store* operator->() { return store_.get(); }
    SteeredClock& clock() { return clock_; }
    SeededRandom& random() { return random_; }
    std::string const& directory() const { return directory_.path(); }

 private:
    static std::unique_ptr<Store> open(std::string const& directory, Clock const& clock,
                                       Random& random, OnTouched on_touched) {
        auto opened = Store::open({.directory = directory,
                                   .clock = &clock,
                                   .random = &random,
                                   .readers = 8,
                                   .durable = false,
                                   .on_touched = std::move(on_touched)});
        if (!opened) {
            std::fprintf(stderr, "%s\n", opened.error().detail.c_str());
            std::abort();
        }
        return *std::move(opened);
    }
    static std::string const& migrated() {
        static TemporaryDirectory const directory;
        static bool const made = [] {
            SteeredClock clock;
            SeededRandom random;
            open(directory.path(), clock, random, {});  // closing leaves one file without a log
            return true;
        }();
        (void)made;
        return directory.path();
    }

    TemporaryDirectory directory_;
    SteeredClock clock_;
    SeededRandom random_;
    std::unique_ptr<Store> store_;
};

}  // namespace usher::store
