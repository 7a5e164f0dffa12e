#include "backup/retain.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>

#include "backup/backup.h"

namespace usher::backup {
namespace {

constexpr std::string_view pattern = "usher-ddddddddTddddddZ";

bool fits(char has, char wants) { return wants == 'd' ? has >= '0' && has <= '9' : has == wants; }

}  // namespace

// 2026-11-22T03:15:00Z without what no file name needs. In the order of names is the order of time.
std::string dated_name(Time at) {
    std::string name = "usher-";
    for (char c : to_text(Time{at.ms / 1000 * 1000}).substr(0, 19))
        if (c != '-' && c != ':') name += c;
    return name + "Z";
}

bool is_dated(std::string_view name) { return std::ranges::equal(name, pattern, fits); }

Result<std::string> dated_file(std::string const& directory, Time at) {
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(refusal("backup.file", directory + ": " + std::strerror(errno) + "."));
    return directory + "/" + dated_name(at);
}

Result<std::vector<std::string>> keep_newest(std::string const& directory, std::size_t so_many) {
    std::error_code error;
    std::vector<std::string> names, removed;
    for (std::filesystem::directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
        auto name = at->path().filename().string();
        if (is_dated(name) && at->is_regular_file(error)) names.push_back(std::move(name));
    }
    std::ranges::sort(names, std::greater());
    for (std::size_t i = so_many; !error && i < names.size(); ++i)
        if (std::filesystem::remove(directory + "/" + names[i], error)) removed.push_back(names[i]);
    if (error) return fail(refusal("backup.file", directory + ": " + error.message() + "."));
    return removed;
}

}  // namespace usher::backup
