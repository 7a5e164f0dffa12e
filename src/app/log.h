// Where lines of log go: one JSON object each, whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace usher::app {

class Log {
 public:
    // "-" is standard error. A file is appended to and made readable by its owner only. Fails with
    // `app.log`.
    static Result<Log> open(std::string const& path);
    Log(Log&& other) noexcept : path_(std::move(other.path_)), file_(other.file_) {
        other.file_ = -1;
    }
    Log& operator=(Log&&) = delete;
    ~Log();
    void write(std::string_view line) const;
    // Goes on in a file of that path, made where the old one was moved away. No line is lost.
    Result<void> reopen() const;

 private:
    Log(std::string path, int file) : path_(std::move(path)), file_(file) {}
    std::string path_;
    int file_;  // always the same number: others write meanwhile
};

}  // namespace usher::app
