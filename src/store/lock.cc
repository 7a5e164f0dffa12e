#include "store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

#include "store/faults.h"

namespace usher::store {
namespace {

constexpr std::chrono::milliseconds look_again_after(20);

Result<void> make_directory(std::string const& directory) {
    std::error_code error;
    auto path = std::filesystem::absolute(directory, error);
    if (!path.has_filename()) path = path.parent_path();  // it was named with a slash at its end
    auto parent = path.parent_path();
    if (!error) std::filesystem::create_directories(parent, error);
    if (error) return fail(cannot_open(parent.string() + ": " + error.message()));
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(cannot_open(directory + ": " + std::strerror(errno)));
    return {};
}

std::string first_line(int file) {
    std::array<char, 32> text{};
    auto size = ::pread(file, text.data(), text.size(), 0);
    std::string_view read(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return std::string(read.substr(0, read.find('\n')));
}

Error locked(std::string const& directory, std::string const& pid) {
    return Error{Code::unavailable, "store.locked",
                 "Process " + (pid.empty() ? "?" : pid) + " holds " + directory +
                     ". Stop it first, or use another directory."}
        .with("pid", pid);
}

bool locks(int file, Duration patience) {
    auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience.ms);
    while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(look_again_after);
    }
    return true;
}

}  // namespace

Result<DataLock> DataLock::take(std::string const& directory, Duration patience) {
    TRY(make_directory(directory));
    auto path = directory + "/lock";
    int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return fail(cannot_open(path + ": " + std::strerror(errno)));
    DataLock lock(file);
    if (!locks(file, patience)) {
        if (errno == EWOULDBLOCK) return fail(locked(directory, first_line(file)));
        return fail(cannot_open(path + ": " + std::strerror(errno)));
    }
    auto pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, pid.data(), pid.size(), 0) < 0)
        return fail(cannot_open(path + ": " + std::strerror(errno)));
    return lock;
}

std::optional<int> DataLock::holder(std::string const& directory) {
    int file = ::open((directory + "/lock").c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    auto pid = std::atoi(first_line(file).c_str());
    bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return held && pid > 0 ? std::optional<int>(pid) : std::nullopt;
}

DataLock::~DataLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace usher::store
