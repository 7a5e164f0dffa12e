#include "backup/restore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "audit/record.h"
#include "backup/file.h"
#include "backup/verify.h"
#include "base/signature.h"
#include "store/copy.h"
#include "store/instance_key.h"
#include "store/lock.h"
#include "store/store.h"

namespace usher::backup {
namespace {

constexpr std::size_t piece_bytes = 1024 * 1024;

Error cannot(std::string const& path) {
    return refusal("backup.file", path + ": " + std::strerror(errno) + ".");
}

// A directory that is ours alone to fill. Unless kept, it is left as it was found.
class Place {
 public:
    static Result<std::unique_ptr<Place>> take(std::string const& path) {
        bool made = ::mkdir(path.c_str(), 0700) == 0;
        if (!made && errno != EEXIST) return fail(cannot(path));
        std::error_code error;
        if (!std::filesystem::is_directory(path, error) ||
            !std::filesystem::is_empty(path, error) || error)
            return fail(refusal("backup.not_empty",
                                path + " is not an empty directory. Name one that is not there "
                                       "yet: a restore replaces nothing."));
        ::chmod(path.c_str(), 0700);
        return std::unique_ptr<Place>(new Place(path, made));
    }
    ~Place() {
        if (kept_) return;
        std::error_code ignored;
        for (auto const* name :
             {"usher.db", "usher.db-wal", "usher.db-shm", "instance.key", "lock"})
            std::filesystem::remove(path_ + "/" + name, ignored);
        if (made_) ::rmdir(path_.c_str());
    }
    Place(Place const&) = delete;
    void keep() { kept_ = true; }

 private:
    Place(std::string path, bool made) : path_(std::move(path)), made_(made) {}
    std::string path_;
    bool made_, kept_ = false;
};

Result<Manifest> manifest_in(FileReader& reader) {
    auto line = TRY(reader.line(max_manifest_bytes));
    auto value = json::parse(line);
    auto manifest = value ? read_fields<Manifest>(*value) : Result<Manifest>(fail(not_found()));
    if (!manifest || manifest->bytes < 0)
        return fail(refusal("backup.altered",
                            "The backup's first lines are not as they were "
                            "written. Take another one."));
    if (manifest->migrations <= static_cast<std::int64_t>(store::known_migrations()))
        return manifest;
    return fail(refusal("backup.newer", "The backup was made by Usher " + manifest->usher +
                                            " (migration " + std::to_string(manifest->migrations) +
                                            "), which is later than this one (" USHER_VERSION
                                            "). Restore it with that version."));
}

// The instance's key that the restored data will have; nothing where a new one is to be made.
Result<std::optional<Secret>> key_for(Manifest const& manifest, Return const& wanted) {
    std::optional<Secret> text = wanted.instance_key;
    if (!text && !manifest.instance_key.empty()) text = Secret(manifest.instance_key + "\n");
    if (!text && wanted.new_instance_key) return std::optional<Secret>();
    if (!text)
        return fail(refusal("backup.key_needed",
                            "The instance's key is not in this backup. Name the file in which it "
                            "was kept with --instance-key; if it is lost, --new-instance-key makes "
                            "another: mails that wait cannot be opened then, and checkpoints of "
                            "before are signed by the old key."));
    auto key = TRY(store::instance_key_from(*text));
    if (!text->reveal().ends_with('\n')) text = Secret(std::string(text->reveal()) + "\n");
    if (name_of(key) == manifest.key) return text;
    return fail(refusal("backup.other_key",
                        "This is not the key of the instance that the backup was made of: that "
                        "one's public half is " +
                            manifest.key + "."));
}

Result<void> take_database(FileReader& reader, Manifest const& manifest, std::string const& file) {
    int to = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (to < 0) return fail(cannot(file));
    Result<void> done;
    for (auto left = manifest.bytes; done && left > 0;) {
        auto n = std::min<std::int64_t>(left, piece_bytes);
        auto piece = reader.take(static_cast<std::size_t>(n));
        if (!piece) {
            done = fail(std::move(piece).error());
        } else if (::write(to, piece->data(), piece->size()) != n) {
            done = fail(cannot(file));
        }
        left -= n;
    }
    if (done) done = reader.end();
    if (done && ::fsync(to) != 0) done = fail(cannot(file));
    ::close(to);
    return done;
}

// Some were ended after the backup was made. An invitation that has expired can be sent again; a
// link that stops a change of address only ever closes a way in, and stays.
Result<void> end_ways_in(store::Tx& tx) {
    TRY(tx.exec("delete from sessions"));
    TRY(
        tx.exec("update links set expires_at = $1 where used_at is null and ended_at is null "
                "and expires_at > $1 /* across accounts: the whole instance went back in time */",
                tx.now()));
    TRY(
        tx.exec("update address_changes set expires_at = $1 where confirmed_at is null "
                "and ended_at is null and expires_at > $1",
                tx.now()));
    return {};
}

// What was done after the backup is not in any chain: the instance's says why.
Result<void> note(store::Tx& tx, Return const& wanted, Manifest const& manifest) {
    audit::Event event{AccountId{}, "backup.restore", "instance", "instance"};
    event.details = json::Object{{"made_at", to_text(manifest.at)},
                                 {"events", manifest.events},
                                 {"sessions_ended", wanted.end_sessions}};
    TRY(audit::record(tx, event));
    if (wanted.end_sessions) TRY(end_ways_in(tx));
    return {};
}

// Opens it as a server does, which brings older data to this version.
Result<void> open_and_verify(Return const& wanted, Manifest const& manifest, Clock const& clock,
                             Random& random) {
    auto store =
        TRY(store::Store::open({.directory = wanted.into, .clock = &clock, .random = &random}));
    auto verified = TRY(store->read([](store::Snapshot& snapshot) { return verify(snapshot); }));
    if (verified.accounts != manifest.accounts || verified.events != manifest.events)
        return fail(refusal("backup.broken", "The data does not verify. It holds " +
                                                 std::to_string(verified.accounts) +
                                                 " accounts with " +
                                                 std::to_string(verified.events) +
                                                 " events, and not what the backup says."));
    return store->write([&](store::Tx& tx) { return note(tx, wanted, manifest); });
}

}  // namespace

Result<Manifest> restore(Return const& wanted, Clock const& clock, Random& random) {
    auto reader = TRY(FileReader::open(wanted.from, wanted.secret));
    auto manifest = TRY(manifest_in(*reader));
    auto key = TRY(key_for(manifest, wanted));
    auto place = TRY(Place::take(wanted.into));
    auto lock = TRY(store::DataLock::take(wanted.into));
    TRY(take_database(*reader, manifest, wanted.into + "/usher.db"));
    TRY(open_and_verify(wanted, manifest, clock, random));
    if (key) {
        TRY(store::keep_instance_key(wanted.into, *key));
    } else {
        TRY(store::make_instance_key(wanted.into, random));
    }
    place->keep();
    manifest.instance_key.clear();
    return manifest;
}

}  // namespace usher::backup
