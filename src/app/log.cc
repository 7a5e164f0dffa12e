#include "app/log.h"

#include <fcntl.h>
#include <unistd.h>

namespace usher::app {

namespace {

Result<int> opened(std::string const& path) {
    int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) return file;
    return fail(Error{Code::unavailable, "app.log",
                      "The log " + path + " cannot be written: " + std::strerror(errno) + "."});
}

}  // namespace

Result<Log> Log::open(std::string const& path) {
    if (path == "-") return Log(path, ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0));
    auto file = TRY(opened(path));
    return Log(path, file);
}

Result<void> Log::reopen() const {
    if (path_ == "-") return {};
    auto fresh = TRY(opened(path_));
    ::dup3(fresh, file_, O_CLOEXEC);
    ::close(fresh);
    return {};
}

Log::~Log() {
    if (file_ >= 0) ::close(file_);
}

// One write for one line: lines of several threads never mix. A log that cannot be written, a full
// disk say, must not stop the server.
void Log::write(std::string_view line) const {
    auto whole = std::string(line) + "\n";
    auto written = ::write(file_, whole.data(), whole.size());
    (void)written;
}

}  // namespace usher::app
