// Where lines of log go: one JSON object each, whole or not at all.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace usher::app {

class Log {
 public:
    // "-" is standard error. A file is appended to and made readable by its owner only. Fails with
    // `app.log`.
    static Result<Log> open(std::string const& path);
    Log(Log&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    Log& operator=(Log&&) = delete;
    ~Log();
    void write(std::string_view line) const;

 private:
    explicit Log(int file) : file_(file) {}
    int file_;
};

}  // namespace usher::app
