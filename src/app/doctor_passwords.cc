// The list of breached passwords: whether one is named, can be used, and how old it is.
#include <algorithm>

#include "app/doctor.h"
#include "signin/breached_file.h"

namespace usher::app {
namespace {

using Is = Finding::Is;

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
