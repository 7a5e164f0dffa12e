#include "backup/make.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "backup/file.h"
#include "backup/verify.h"
#include "store/copy.h"
#include "store/instance_key.h"

namespace usher::backup {
namespace {

constexpr std::size_t piece_bytes = 1024 * 1024;

Error cannot(std::string const& path) {
    return refusal("backup.file", path + ": " + std::strerror(errno) + ".");
}

// DATA/backup: one backup at a time works in it. What one that was killed has left is removed.
class Workplace {
 public:
    static Result<std::unique_ptr<Workplace>> take(std::string const& data) {
        auto path = data + "/backup";
        if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return fail(cannot(path));
        int file = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (file < 0) return fail(cannot(path));
        std::unique_ptr<Workplace> place(new Workplace(path, file));
        if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
            place->ours_ = false;
            return fail(refusal("backup.running",
                                "Another backup of this data is being made. Wait for its end."));
        }
        place->clear();
        int copy = ::open(place->copy().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (copy < 0) return fail(cannot(place->copy()));
        ::close(copy);
        return place;
    }
    ~Workplace() {
        if (ours_) {
            clear();
            ::rmdir(path_.c_str());
        }
        ::close(file_);
    }
    Workplace(Workplace const&) = delete;
    std::string copy() const { return path_ + "/usher.db"; }

 private:
    Workplace(std::string path, int file) : path_(std::move(path)), file_(file) {}
    void clear() const {
        for (auto const* end : {"", "-journal", "-wal", "-shm"}) ::unlink((copy() + end).c_str());
    }
    std::string path_;
    int file_;
    bool ours_ = true;
};

// The draft beside the file, gone unless it took its name.
class Draft {
 public:
    explicit Draft(std::string const& to) : path_(to + ".part"), to_(to) {}
    Draft(Draft const&) = delete;
    ~Draft() {
        if (!kept_) ::unlink(path_.c_str());
    }
    std::string const& path() const { return path_; }
    Result<void> keep() {
        if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, to_.c_str(), RENAME_NOREPLACE) != 0) {
            // Not every file system knows it.
            bool free = ::access(to_.c_str(), F_OK) != 0;
            if (!free || errno == EEXIST || ::rename(path_.c_str(), to_.c_str()) != 0)
                return fail(cannot(to_));
        }
        kept_ = true;
        auto folder = std::filesystem::absolute(to_).parent_path().string();
        int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        bool synced = file >= 0 && ::fsync(file) == 0;
        if (file >= 0) ::close(file);
        if (!synced) return fail(cannot(folder));
        return {};
    }

 private:
    std::string path_, to_;
    bool kept_ = false;
};

Result<void> allowed(Wanted const& wanted) {
    if (::access(wanted.to.c_str(), F_OK) == 0)
        return fail(
            refusal("backup.exists", wanted.to + " is there already: a backup replaces nothing."));
    if (wanted.with_instance_key && !wanted.secret)
        return fail(refusal("backup.key_in_clear",
                            "The instance's key is put into encrypted backups only: name a "
                            "secret, too."));
    return {};
}

Result<void> room_for(std::string const& data) {
    std::error_code error;
    auto space = std::filesystem::space(data, error);
    auto needed = store::database_bytes(data);
    if (error || space.available > needed) return {};
    return fail(refusal("backup.no_room", "The copy of the data needs " + std::to_string(needed) +
                                              " bytes in " + data + ", and " +
                                              std::to_string(space.available) + " are free."));
}

// The tables are this program's: others it could not verify.
Result<std::size_t> same_version(std::string const& file) {
    auto theirs = TRY(store::migrations_in(file));
    if (theirs == store::known_migrations()) return theirs;
    return fail(refusal("backup.other_version",
                        "The data is of migration " + std::to_string(theirs) +
                            ", and this program of " + std::to_string(store::known_migrations()) +
                            ". Make the backup with the version that serves it."));
}

// Reads the file that is being put away, byte by byte as restoring will.
Result<void> read_back(std::string const& path, Wanted const& wanted, Manifest const& manifest) {
    auto reader = TRY(FileReader::open(path, wanted.secret));
    TRY(reader->line(max_manifest_bytes));
    for (auto left = manifest.bytes; left > 0;) {
        auto n = std::min<std::int64_t>(left, piece_bytes);
        TRY(reader->take(static_cast<std::size_t>(n)));
        left -= n;
    }
    return reader->end();
}

Result<void> put_database(FileWriter& writer, std::string const& file) {
    int from = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (from < 0) return fail(cannot(file));
    std::string piece(piece_bytes, '\0');
    Result<void> done;
    while (done) {
        auto n = ::read(from, piece.data(), piece.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) done = fail(cannot(file));
        if (n <= 0) break;
        done = writer.add({piece.data(), static_cast<std::size_t>(n)});
    }
    ::close(from);
    return done;
}

}  // namespace

Result<Made> make(Wanted const& wanted, Clock const& clock, Random& random) {
    TRY(allowed(wanted));
    TRY(same_version(wanted.data + "/usher.db"));
    auto const* key_file = wanted.instance_key_file.c_str();
    Made made;
    auto& manifest = made.manifest;
    manifest.key = name_of(TRY(store::instance_key_there(wanted.data, key_file)));
    if (wanted.with_instance_key)
        manifest.instance_key = TRY(store::instance_key_text(wanted.data, key_file)).reveal();
    while (manifest.instance_key.ends_with('\n')) manifest.instance_key.pop_back();
    TRY(room_for(wanted.data));
    auto place = TRY(Workplace::take(wanted.data));
    manifest.usher = USHER_VERSION;
    manifest.at = clock.now();
    TRY(store::copy_database(wanted.data, place->copy()));
    manifest.migrations = static_cast<std::int64_t>(TRY(same_version(place->copy())));
    manifest.bytes = static_cast<std::int64_t>(std::filesystem::file_size(place->copy()));
    TRY(store::look_into(place->copy(), clock, [&](store::Snapshot& snapshot) -> Result<void> {
        auto verified = TRY(verify(snapshot));
        manifest.accounts = verified.accounts;
        manifest.events = verified.events;
        return {};
    }));
    Draft draft(wanted.to);
    auto writer = TRY(FileWriter::open(draft.path(), wanted.secret, random));
    TRY(writer->add(to_json(manifest) + "\n"));
    TRY(put_database(*writer, place->copy()));
    TRY(writer->end());
    TRY(read_back(draft.path(), wanted, manifest));
    TRY(draft.keep());
    made.bytes = writer->written();
    manifest.instance_key.clear();
    return made;
}

}  // namespace usher::backup
