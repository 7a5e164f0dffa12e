#include "store/copy.h"

#include "base/embedded.h"
#include "store/faults.h"
#include "store/migrate.h"
#include "store/readers.h"
#include "store/sqlite.h"

namespace usher::store {
namespace {

std::size_t size_of(std::string const& file) {
    std::error_code error;
    auto size = std::filesystem::file_size(file, error);
    return error ? 0 : static_cast<std::size_t>(size);
}

// Opening for writing would make a file where there is none.
Result<void> is_there(std::string const& file) {
    if (std::error_code error; std::filesystem::is_regular_file(file, error)) return {};
    return fail(cannot_open(file + ": there is no such file."));
}

}  // namespace

Result<void> copy_database(std::string const& directory, std::string const& to) {
    auto file = directory + "/usher.db";
    TRY(is_there(file));
    auto connection = TRY(Connection::open(file, Connection::Use::writing, Connection::Sync::full));
    TRY(connection->run("vacuum into $1", std::array{Arg(to)}));
    return {};
}

std::size_t database_bytes(std::string const& directory) {
    return size_of(directory + "/usher.db") + size_of(directory + "/usher.db-wal");
}

Result<void> look_into(std::string const& file, Clock const& clock,
                       std::function<Result<void>(Snapshot&)> const& unit) {
    TRY(is_there(file));
    Readers readers(file, Connection::Sync::full, 1);
    Result<void> done;
    TRY(readers.read(clock, [&](Snapshot& snapshot) { done = unit(snapshot); }));
    return done;
}

Result<std::size_t> migrations_in(std::string const& file) {
    TRY(is_there(file));
    auto connection = TRY(Connection::open(file, Connection::Use::reading, Connection::Sync::full));
    return applied(*connection, migrations());
}

std::size_t known_migrations() { return migrations().size(); }

Result<std::string> damage(Snapshot& snapshot) {
    auto found = TRY(snapshot.one("pragma integrity_check(1)"));
    if (!found) return std::string("the check said nothing");
    return found->text(0) == "ok" ? std::string() : found->text(0);
}

}  // namespace usher::store
