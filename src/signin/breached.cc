#include "signin/breached.h"

#include "base/sha1.h"
#include "signin/breached_file.h"

namespace usher::signin {

Result<std::unique_ptr<Breached>> Breached::open(std::string path) {
    auto list = std::make_unique<Breached>();
    if (!path.empty()) list->file_ = TRY(BreachedFile::open(path));
    list->path_ = std::move(path);
    return list;
}

// The same reason is told once, however many passwords are chosen meanwhile.
void Breached::note(Result<void> const& now) {
    auto why = now ? std::string() : now.error().detail;
    bool known = !now && why == why_not_;
    why_not_ = std::move(why);
    if (told_ && !known) told_(now);
}

Breached::File Breached::current() {
    std::lock_guard hold(mutex_);
    auto there = mark_of(path_);
    if (file_ && there == file_->mark()) {
        if (!why_not_.empty() && !spoilt_) note({});  // it was away, and is back
        return file_;
    }
    auto fresh = BreachedFile::open(path_);
    if (fresh) {
        file_ = *fresh;
        spoilt_ = false;
        note({});
        return file_;
    }
    // What was written into cannot be believed any more; what was renamed over is as it was.
    if (file_ && there && there->same_file(file_->mark())) file_.reset();
    note(fail(fresh.error()));
    return file_;
}

// What is whole of it is searched on: opening it again would find nothing, and tell that all is
// well.
void Breached::spoilt(File const& file, Error const& why) {
    std::lock_guard hold(mutex_);
    if (file_ != file || spoilt_) return;
    spoilt_ = true;
    note(fail(why));
}

bool Breached::holds(Secret const& password) {
    if (path_.empty()) return false;
    auto file = current();
    if (!file) return false;
    auto found = file->holds(sha1(password.reveal()));
    if (!found) spoilt(file, found.error());
    return found.value_or(false);
}

std::optional<bool> Breached::usable() {
    if (path_.empty()) return std::nullopt;
    current();
    std::lock_guard hold(mutex_);
    return why_not_.empty();
}

}  // namespace usher::signin
