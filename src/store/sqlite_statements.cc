// Statements: prepared once, kept, bound.
#include <sqlite3.h>

#include <algorithm>
#include <atomic>

#include "store/cache_figures.h"
#include "store/faults.h"
#include "store/sqlite.h"
#include "store/tokens.h"

namespace usher::store {
namespace {

// SQLite calls a null pointer NULL, whatever its length.
char const* never_null(std::string_view text) { return text.data() ? text.data() : ""; }

std::string as_json(Integers const& list) {
    std::string text = "[";
    for (auto n : list) text += (text.size() > 1 ? "," : "") + std::to_string(n);
    return text + "]";
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// For metrics alone.
constexpr auto relaxed = std::memory_order_relaxed;
struct Counted {
    std::atomic<std::uint64_t> hits = 0, misses = 0;
    CacheFigures figures() const { return {hits.load(relaxed), misses.load(relaxed)}; }
};
Counted of_statements, of_pages;

// What the connection has counted since it was last asked; on the connection's own thread.
void count_pages(sqlite3* handle) {
    auto taken = [&](int which) {
        int now = 0, highest = 0;
        sqlite3_db_status(handle, which, &now, &highest, 1);
        return static_cast<std::uint64_t>(now);
    };
    of_pages.hits.fetch_add(taken(SQLITE_DBSTATUS_CACHE_HIT), relaxed);
    of_pages.misses.fetch_add(taken(SQLITE_DBSTATUS_CACHE_MISS), relaxed);
}

}  // namespace

CacheFigures statement_cache_figures() { return of_statements.figures(); }

CacheFigures page_cache_figures() { return of_pages.figures(); }

Result<Connection::Statement*> Connection::prepared(std::string_view sql) {
    count_pages(handle_);
    auto known = statements_.find(sql);
    (known == statements_.end() ? of_statements.misses : of_statements.hits).fetch_add(1, relaxed);
    if (known == statements_.end()) {
        if (statements_.size() == kept_statements) drop_oldest_statement();
        auto made = prepare(sql);
        if (!made) return fail(std::move(made).error());
        known = statements_.emplace(sql, *std::move(made)).first;
    }
    known->second.used = ++uses_;
    return &known->second;
}

Result<Connection::Statement> Connection::prepare(std::string_view sql) {
    auto text = for_sqlite(sql);
    if (!text) return fail(troubled(std::move(text).error()));
    Statement statement;
    char const* rest = nullptr;
    int code = sqlite3_prepare_v3(handle_, text->data(), static_cast<int>(text->size()),
                                  SQLITE_PREPARE_PERSISTENT, &statement.handle, &rest);
    if (code != SQLITE_OK) return fail(failure(code));
    bool only_one =
        std::all_of(rest, static_cast<char const*>(text->data() + text->size()), is_space);
    bool named = true;
    // $1 is a *name* in SQLite: in `select $2, $1` the parameter of index 1 is $2.
    for (int n = 1; n <= sqlite3_bind_parameter_count(statement.handle); ++n) {
        auto name = "$" + std::to_string(n);
        statement.parameters.push_back(
            sqlite3_bind_parameter_index(statement.handle, name.c_str()));
        named = named && statement.parameters.back() != 0;
    }
    if (statement.handle && only_one && named) return statement;
    sqlite3_finalize(statement.handle);
    return fail(troubled(
        bug("Exactly one statement with $1, $2, … and no gap is expected: " + std::string(sql))));
}

void Connection::drop_oldest_statement() {
    auto oldest = std::ranges::min_element(statements_, {},
                                           [](auto const& entry) { return entry.second.used; });
    sqlite3_finalize(oldest->second.handle);
    statements_.erase(oldest);
}

Result<void> Connection::bind(Statement const& statement, std::span<Arg const> args) {
    if (statement.parameters.size() != args.size())
        return fail(troubled(bug("It takes " + std::to_string(statement.parameters.size()) +
                                 " arguments and got " + std::to_string(args.size()) + ": " +
                                 sqlite3_sql(statement.handle))));
    for (std::size_t i = 0; i < args.size(); ++i)
        TRY(bind_one(statement, statement.parameters[i], args[i]));
    return {};
}

Result<void> Connection::bind_one(Statement const& statement, int index, Arg const& arg) {
    auto bound = std::visit(
        [&](auto const& value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::nullptr_t>) {
                return sqlite3_bind_null(statement.handle, index);
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                return sqlite3_bind_int64(statement.handle, index, value);
            } else if constexpr (std::is_same_v<T, std::string_view>) {
                return sqlite3_bind_text64(statement.handle, index, never_null(value), value.size(),
                                           SQLITE_STATIC, SQLITE_UTF8);
            } else if constexpr (std::is_same_v<T, Blob>) {
                return sqlite3_bind_blob64(statement.handle, index, never_null(value.bytes),
                                           value.bytes.size(), SQLITE_STATIC);
            } else {
                auto list = as_json(*value);
                return sqlite3_bind_text64(statement.handle, index, list.data(), list.size(),
                                           SQLITE_TRANSIENT, SQLITE_UTF8);
            }
        },
        arg.is());
    if (bound != SQLITE_OK) return fail(failure(bound));
    return {};
}

}  // namespace usher::store
