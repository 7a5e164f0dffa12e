// SQLite behind Snapshot and Tx. Private to store/: the only files that know the engine are
// sqlite.cc and sqlite_statements.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "store/tx.h"

struct sqlite3;
struct sqlite3_stmt;

namespace usher::store {

// One connection, used by one thread at a time. Statements are prepared once and kept.
class Connection {
 public:
    enum class Use { reading, writing };
    enum class Sync { full, off };  // off: in rule and verb tests only

    static constexpr std::size_t kept_statements = 256;
    static constexpr std::size_t most_rows = 1'000'000;  // of one answer

    // Makes the file (0600) if need be, for writing. Fails with `store.cannot_open`.
    static Result<std::unique_ptr<Connection>> open(std::string const& file, Use, Sync);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    // Fails with `store.constraint`, `store.unavailable`, or `internal` where the SQL or what is
    // bound to it is wrong.
    Result<Rows> rows(std::string_view sql, std::span<Arg const>);
    Result<std::int64_t> run(std::string_view sql, std::span<Arg const> = {});
    Result<void> run_each(std::string_view sql, std::span<std::vector<Arg> const>);
    // Several statements with nothing bound: a migration.
    Result<void> script(std::string_view sql);

    // SQLite ends a transaction by itself on some failures (a full disk, say).
    bool in_transaction() const;
    // While one lives, a statement that would find the transaction ended fails with
    // `store.unavailable` instead: it would be a transaction of its own, and be kept.
    class Unit {
     public:
        explicit Unit(Connection& connection) : connection_(connection) {
            connection_.within_unit_ = true;
        }
        Unit(Unit const&) = delete;
        ~Unit() { connection_.within_unit_ = false; }

     private:
        Connection& connection_;
    };
    // The first failure since the last call that was not a broken constraint. A unit that passed
    // over it must not be committed.
    std::optional<Error> take_trouble();
    struct Checkpoint {
        std::size_t logged = 0;  // pages in the log
        std::size_t moved = 0;   // of them in the file
    };
    // Moves what it can of the log into the file, in the way of nobody.
    Result<Checkpoint> checkpoint();
    // Moves all, and waits a little for those who still read pages of the log, so that the next
    // write begins it anew. `store.unavailable` where they read on.
    Result<Checkpoint> checkpoint_after_readers();
    // In the log after this connection's last commit.
    std::size_t logged_pages() const { return logged_pages_; }

 private:
    struct Statement {
        sqlite3_stmt* handle = nullptr;
        std::vector<int> parameters = {};  // SQLite's index of $1, $2, …
        std::uint64_t used = 0;            // when last, counted in uses
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const {
            return std::hash<std::string_view>()(s);
        }
    };
    class Running;  // a statement between bind and reset

    Connection(sqlite3* handle, Use use) : handle_(handle), use_(use) {}
    Result<void> configure(Sync);
    Result<Checkpoint> checkpoint(int mode);
    Result<Statement*> prepared(std::string_view sql);
    Result<Statement> prepare(std::string_view sql);
    void drop_oldest_statement();
    Result<void> still_in_unit();
    Result<void> bind(Statement const&, std::span<Arg const>);
    Result<void> bind_one(Statement const&, int index, Arg const&);
    Result<bool> step(Statement const&);
    Error failure(int code);
    Error troubled(Error);
    std::string constraint_name(int code, std::string_view message);

    sqlite3* handle_;
    Use use_;
    std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
    std::uint64_t uses_ = 0;
    std::optional<Error> trouble_;
    std::size_t logged_pages_ = 0;
    bool within_unit_ = false;
};

}  // namespace usher::store
