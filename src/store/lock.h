// One process at a time holds DATA: `usher serve`, or a command that runs without a server.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace usher::store {

class DataLock {
 public:
    // Makes the directory (0700) if need be and takes an exclusive lock on DIRECTORY/lock, waiting
    // for it so long. Fails with `store.locked` (the detail names the pid that holds it) or
    // `store.cannot_open`.
    static Result<DataLock> take(std::string const& directory, Duration patience = {});
    // Who holds it; nothing where nobody does.
    static std::optional<int> holder(std::string const& directory);
    DataLock(DataLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    DataLock& operator=(DataLock&&) = delete;
    ~DataLock();

 private:
    explicit DataLock(int file) : file_(file) {}
    int file_;
};

}  // namespace usher::store
