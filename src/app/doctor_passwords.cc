// The list of breached passwords: whether one is named, can be used, and how old it is.
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "app/doctor.h"
#include "signin/breached_file.h"

namespace usher::app {
namespace {

using Is = Finding::Is;

// In a child that has become that user: root may read what the server may not.
bool may_read(struct stat const& user, std::string const& path) {
    auto child = ::fork();
    if (child == 0) {
        bool became = ::setgroups(0, nullptr) == 0 && ::setgid(user.st_gid) == 0 &&
                      ::setuid(user.st_uid) == 0;
        ::_exit(became && ::open(path.c_str(), O_RDONLY | O_CLOEXEC) >= 0 ? 0 : 1);
    }
    int ended = 1;
    return child > 0 && ::waitpid(child, &ended, 0) == child && ended == 0;
}

// Whether whoever the data belongs to, as whom the server runs, can read it. Only root can tell.
bool server_may_read(std::string const& data, std::string const& path) {
    struct stat about{};
    if (::geteuid() != 0 || ::stat(data.c_str(), &about) != 0 || about.st_uid == 0) return true;
    return may_read(about, path);
}

}  // namespace

void examine_passwords(Findings& all, Config const& config, World const& world) {
    auto const& path = config.breached_passwords;
    if (path.empty()) {
        all.push_back({"passwords", Is::good,
                       "No list of breached passwords is named (passwords.breached): new passwords "
                       "are held against common ones alone."});
        return;
    }
    auto list = signin::BreachedFile::open(path);
    if (!list) {
        all.push_back(
            {"passwords", Is::wrong, list.error().detail,
             "Put a whole list there by renaming it (docs/operate.md, Breached passwords). "
             "Until then the next start is refused."});
        return;
    }
    if (!server_may_read(config.data, path)) {
        all.push_back({"passwords", Is::wrong,
                       path + " cannot be read by the user whom " + config.data + " belongs to.",
                       "Let that user read it, and look into each directory above it. Until then "
                       "the next start is refused."});
        return;
    }
    auto written = (*list)->written_at();
    auto age = std::max(world.clock.now() - written, Duration{});
    auto says = "New passwords are held against " + path + ": " + std::to_string((*list)->bytes()) +
                " bytes, written " + to_text(written) + ", " + in_words(age) + " ago.";
    if (age <= old_breached_passwords) {
        all.push_back({"passwords", Is::good, says});
        return;
    }
    all.push_back({"passwords", Is::notice, says,
                   "Fetch it anew (docs/operate.md, Breached passwords): more become known every "
                   "month."});
}

}  // namespace usher::app
