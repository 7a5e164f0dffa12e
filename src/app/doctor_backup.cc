// When the last good backup was made, as its own note says (backup/note.h).
#include <unistd.h>

#include "app/doctor.h"
#include "backup/note.h"
#include "store/copy.h"

namespace usher::app {
namespace {

using Is = Finding::Is;

Result<std::optional<backup::Last>> last_backup(std::string const& file, Clock const& clock) {
    std::optional<backup::Last> last;
    TRY(store::look_into(file, clock, [&](store::Snapshot& snapshot) -> Result<void> {
        last = TRY(backup::last(snapshot));
        return {};
    }));
    return last;
}

}  // namespace

void examine_backup(Findings& all, Config const& config, World const& world) {
    auto file = config.data + "/usher.db";
    if (::access(file.c_str(), F_OK) != 0) return;
    auto last = last_backup(file, world.clock);
    if (!last) return;  // data of an earlier version, which notes none
    if (!*last) {
        all.push_back({"backup", Is::notice, "No backup of this data was ever made.",
                       "`usher backup FILE` makes one; usher-backup.timer makes one every night "
                       "(docs/operate/backup.md)."});
        return;
    }
    auto age = world.clock.now() - (*last)->at;
    auto of = to_text((*last)->at);
    auto says = "The last good backup is of " + of + ", " + in_words(age) + " ago.";
    if (age <= old_backup) {
        all.push_back({"backup", Is::good, says});
        return;
    }
    all.push_back({"backup", age > too_old_backup ? Is::wrong : Is::notice, says,
                   "`systemctl status usher-backup.timer`, `journalctl -u usher-backup` say why; "
                   "`usher backup FILE` makes one now."});
}

}  // namespace usher::app
