#include "store/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

#include "store/cache_figures.h"
#include "store/faults.h"
#include "store/tokens.h"

namespace usher::store {
namespace {

constexpr int busy_timeout_ms = 5000;   // somebody's sqlite3 shell may hold the file
constexpr int readers_timeout_ms = 20;  // writes wait meanwhile,
constexpr int readers_tries = 10;       // so many times

// strpos(text, part) of PostgreSQL, by bytes: 1 and up where part stands, 0 where it does not.
// SQLite's own instr() walks UTF-8 letter by letter; this one is memmem.
void strpos(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL ||
        sqlite3_value_type(values[1]) == SQLITE_NULL)
        return sqlite3_result_null(context);
    auto text = reinterpret_cast<char const*>(sqlite3_value_text(values[0]));
    auto part = reinterpret_cast<char const*>(sqlite3_value_text(values[1]));
    if (!text || !part) return sqlite3_result_error_nomem(context);
    auto found = static_cast<char const*>(
        memmem(text, static_cast<std::size_t>(sqlite3_value_bytes(values[0])), part,
               static_cast<std::size_t>(sqlite3_value_bytes(values[1]))));
    sqlite3_result_int64(context, found ? found - text + 1 : 0);
}

void begin_engine() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MULTITHREAD);   // a connection has one thread at a time
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // no global lock around each allocation
        sqlite3_initialize();
    });
}

// SQLite gives its log and index the permissions of the file: so the file must be ours first, and
// its name durable before anything in it is acknowledged. One that is there is not opened: closing
// it again would drop the locks that this process's other connections hold on it (POSIX), and
// whoever looks into the file next would take the log away on leaving.
Result<void> make_file(std::string const& file) {
    int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST) return fail(cannot_open(file + ": " + std::strerror(errno)));
    if (fd >= 0) ::close(fd);
    auto directory = std::filesystem::path(file).parent_path();
    int dir = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir < 0) return fail(cannot_open(directory.string() + ": " + std::strerror(errno)));
    bool synced = ::fsync(dir) == 0;
    ::close(dir);
    if (!synced) return fail(cannot_open(directory.string() + ": " + std::strerror(errno)));
    return {};
}

// Why the system refused, where it did: "disk I/O error: Read-only file system". SQLite itself
// forgets it by the time that a commit has failed; errno was cleared before the step.
std::string system_reason(int code) {
    bool asked = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
    if (!asked) return {};
    auto which = " (" + std::to_string(code) + ")";  // SQLite's extended code
    return errno == 0 ? which : which + ": " + std::strerror(errno);
}

}  // namespace

std::atomic<std::uint64_t> steps = 0;
std::uint64_t engine_steps() { return steps.load(std::memory_order_relaxed); }

// Whatever happens in between, a statement is reset: an unfinished read would hold its snapshot.
class Connection::Running {
 public:
    explicit Running(Statement const& statement) : handle_(statement.handle) {}
    Running(Running const&) = delete;
    ~Running() {
        int taken = sqlite3_stmt_status(handle_, SQLITE_STMTSTATUS_VM_STEP, 1);
        steps.fetch_add(static_cast<std::uint64_t>(taken), std::memory_order_relaxed);
        sqlite3_reset(handle_);
        sqlite3_clear_bindings(handle_);
    }

 private:
    sqlite3_stmt* handle_;
};

Result<std::unique_ptr<Connection>> Connection::open(std::string const& file, Use use, Sync sync) {
    begin_engine();
    if (use == Use::writing) TRY(make_file(file));
    sqlite3* handle = nullptr;
    int code = sqlite3_open_v2(file.c_str(), &handle,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                               nullptr);
    std::unique_ptr<Connection> connection(new Connection(handle, use));  // closes on failure too
    if (code != SQLITE_OK) return fail(cannot_open(file + ": " + sqlite3_errstr(code)));
    if (auto configured = connection->configure(sync); !configured)
        return fail(cannot_open(file + ": " + why(configured.error())));
    return connection;
}

Connection::~Connection() {
    for (auto& [sql, statement] : statements_) sqlite3_finalize(statement.handle);
    sqlite3_close_v2(handle_);
}

Result<void> Connection::configure(Sync sync) {
    sqlite3_busy_timeout(handle_, busy_timeout_ms);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // "name" is a column, never a text in disguise.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_create_function_v2(handle_, "strpos", 2,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                               strpos, nullptr, nullptr, nullptr);
    sqlite3_wal_hook(
        handle_,
        [](void* self, sqlite3*, char const*, int pages) {
            static_cast<Connection*>(self)->logged_pages_ = static_cast<std::size_t>(pages);
            return SQLITE_OK;
        },
        this);
    TRY(script(sync == Sync::full ? "pragma synchronous = full" : "pragma synchronous = off"));
    // Readers share the system's page cache and keep little of their own: memory stays small.
    if (use_ == Use::reading) return script("pragma cache_size = -1024; pragma query_only = on");
    return script(
        "pragma journal_mode = wal; pragma cache_size = -16384; pragma temp_store = memory;"
        "pragma journal_size_limit = 67108864");
}

Result<Rows> Connection::rows(std::string_view sql, std::span<Arg const> args) {
    TRY(still_in_unit());
    auto* statement = TRY(prepared(sql));
    Running running(*statement);
    TRY(bind(*statement, args));
    Rows rows;
    int columns = sqlite3_column_count(statement->handle);
    while (TRY(step(*statement))) {
        if (rows.size() == most_rows)
            return fail(troubled(bug("More rows than the store gives: " + std::string(sql))));
        std::vector<Row::Cell> cells;
        cells.reserve(static_cast<std::size_t>(columns));
        for (int i = 0; i < columns; ++i) {
            switch (sqlite3_column_type(statement->handle, i)) {
                case SQLITE_NULL:
                    cells.emplace_back(nullptr);
                    break;
                case SQLITE_INTEGER:
                    cells.emplace_back(std::int64_t{sqlite3_column_int64(statement->handle, i)});
                    break;
                case SQLITE_FLOAT:
                    return fail(troubled(bug("A column is no integer: " + std::string(sql))));
                default: {
                    auto bytes =
                        static_cast<char const*>(sqlite3_column_blob(statement->handle, i));
                    auto size = sqlite3_column_bytes(statement->handle, i);
                    cells.emplace_back(bytes ? std::string(bytes, static_cast<std::size_t>(size))
                                             : std::string());
                }
            }
        }
        rows.emplace_back(std::move(cells));
    }
    return rows;
}

Result<std::int64_t> Connection::run(std::string_view sql, std::span<Arg const> args) {
    TRY(still_in_unit());
    auto* statement = TRY(prepared(sql));
    Running running(*statement);
    TRY(bind(*statement, args));
    while (TRY(step(*statement))) continue;
    return std::int64_t{sqlite3_changes64(handle_)};
}

Result<void> Connection::run_each(std::string_view sql, std::span<std::vector<Arg> const> rows) {
    auto* statement = TRY(prepared(sql));
    for (auto const& row : rows) {
        TRY(still_in_unit());
        Running running(*statement);
        TRY(bind(*statement, row));
        while (TRY(step(*statement))) continue;
    }
    return {};
}

Result<void> Connection::script(std::string_view sql) {
    auto text = TRY(for_sqlite(sql));
    int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(failure(code));
    return {};
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Result<void> Connection::still_in_unit() {
    if (!within_unit_ || in_transaction()) return {};
    return fail(troubled(unavailable("the transaction was ended")));
}

std::optional<Error> Connection::take_trouble() { return std::exchange(trouble_, std::nullopt); }

Result<Connection::Checkpoint> Connection::checkpoint() {
    return checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

Result<Connection::Checkpoint> Connection::checkpoint_after_readers() {
    sqlite3_busy_timeout(handle_, readers_timeout_ms);
    auto done = checkpoint(SQLITE_CHECKPOINT_RESTART);
    // SQLite waits for the slot of an old reader, which newer ones may share from hand to hand:
    // asked anew, it sees that they do not read old pages.
    for (int tries = 1; tries < readers_tries && sqlite3_errcode(handle_) == SQLITE_BUSY; ++tries) {
        done = checkpoint(SQLITE_CHECKPOINT_RESTART);
    }
    sqlite3_busy_timeout(handle_, busy_timeout_ms);
    return done;
}

Result<Connection::Checkpoint> Connection::checkpoint(int mode) {
    int logged = 0;
    int moved = 0;
    int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, &logged, &moved);
    if (code != SQLITE_OK) return fail(unavailable(sqlite3_errmsg(handle_)));
    // Of a log that was moved whole nothing is left to move, until the next commit says so.
    if (moved >= logged) logged_pages_ = 0;
    return Checkpoint{static_cast<std::size_t>(std::max(logged, 0)),
                      static_cast<std::size_t>(std::max(moved, 0))};
}

// True: a row is there. False: the statement has ended.
Result<bool> Connection::step(Statement const& statement) {
    errno = 0;
    int code = sqlite3_step(statement.handle);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return fail(failure(code));
}

Error Connection::failure(int code) {
    auto reason = system_reason(code);
    std::string message = sqlite3_errmsg(handle_);
    if (code == SQLITE_READONLY && use_ == Use::reading)
        return troubled(bug("A snapshot cannot write."));
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return Error{Code::conflict, "store.constraint", "Something else already stands there."}
                .with("constraint", constraint_name(code, message));
        case SQLITE_ERROR:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG:
        case SQLITE_AUTH:
        case SQLITE_INTERNAL:
            return troubled(bug("SQLite: " + message));
        default:  // full, ioerr, readonly, busy, nomem, corrupt, cantopen, interrupted …
            return troubled(unavailable(message + reason));
    }
}

Error Connection::troubled(Error error) {
    if (!trouble_) trouble_ = error;
    return error;
}

// "UNIQUE constraint failed: places.account_id, places.number" is told as PostgreSQL would:
// the index by its name, a primary key as places_pkey, a unique column as accounts_slug_key.
std::string Connection::constraint_name(int code, std::string_view message) {
    auto colon = message.find(": ");
    auto what = std::string(colon == message.npos ? message : message.substr(colon + 2));
    auto dot = what.find('.');
    bool unique = code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
                  code == SQLITE_CONSTRAINT_ROWID;
    if (!unique || dot == what.npos) return what;
    auto table = what.substr(0, dot);
    if (code != SQLITE_CONSTRAINT_UNIQUE) return table + "_pkey";
    auto index = rows(
        "select l.name from pragma_index_list($1) l where l.origin = 'c' and $2 = "
        "(select group_concat($1 || '.' || i.name, ', ') from pragma_index_info(l.name) i)",
        std::array{Arg(table), Arg(what)});
    if (index && index->size() == 1) return index->front().text(0);
    auto name = table;
    for (std::size_t at = 0; at < what.size(); at = what.find(", ", at) + 2) {
        auto end = what.find(", ", at);
        auto column = what.substr(at, end == what.npos ? end : end - at);
        name += "_" + column.substr(table.size() + 1);
        if (end == what.npos) break;
    }
    return name + "_key";
}

}  // namespace usher::store
