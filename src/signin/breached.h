// The list of passwords known from breaches that the operator names (ASVS 6.2.12; decision 12).
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace usher::signin {

class BreachedFile;

// Follows the file of that path: whatever was renamed over it, or written into it, counts from the
// next password on. Where that cannot be used, the file of before goes on if it is another one and
// still open; else passwords are judged without it. One that is damaged where only a search comes
// is searched where it is whole, and counts as unusable until it is replaced. Neither refuses a
// password nor stops anything, and both are told. For many threads.
class Breached {
 public:
    // Without an error where the list is another one now; else why the named one cannot be used.
    using Told = std::function<void(Result<void> const&)>;

    Breached() = default;  // none is named: holds nothing
    // Fails as BreachedFile::open() does. An empty path names none.
    static Result<std::unique_ptr<Breached>> open(std::string path);
    void on_change(Told told) { told_ = std::move(told); }  // before others ask

    // Reads the disk: never inside a transaction.
    bool holds(Secret const& password);
    // Whether the named file can be used now; nothing where none is named.
    std::optional<bool> usable();

 private:
    using File = std::shared_ptr<BreachedFile const>;
    File current();
    void spoilt(File const&, Error const&);
    void note(Result<void> const&);  // with the mutex held

    std::string path_;
    Told told_;
    std::mutex mutex_;
    File file_;
    bool spoilt_ = false;  // a search in it failed, and no other has taken its place
    std::string why_not_;  // the last reason that was told; empty: it can be used
};

}  // namespace usher::signin
