#include "support/database.h"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

#include "support/server.h"

namespace usher::testing {

constexpr int longest_wait_ms = 30'000;

std::string database(Server const& server) { return server.data() + "/usher.db"; }

Database::Database(Server const& server) {
    if (::sqlite3_open_v2(database(server).c_str(), &db_, SQLITE_OPEN_READWRITE, nullptr) !=
        SQLITE_OK)
        give_up(database(server));
    ::sqlite3_busy_timeout(db_, longest_wait_ms);
}

Database::~Database() { ::sqlite3_close(db_); }

int Database::change(std::string const& statements) {
    if (::sqlite3_exec(db_, statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        give_up(statements);
    return ::sqlite3_changes(db_);
}

std::int64_t Database::count(std::string const& from) {
    auto text = "select count(*) from " + from;
    sqlite3_stmt* counted = nullptr;
    if (::sqlite3_prepare_v2(db_, text.c_str(), -1, &counted, nullptr) != SQLITE_OK ||
        ::sqlite3_step(counted) != SQLITE_ROW)
        give_up(text);
    auto found = ::sqlite3_column_int64(counted, 0);
    ::sqlite3_finalize(counted);
    return found;
}

void Database::give_up(std::string const& statement) {
    std::fprintf(stderr, "%s: %s\n", statement.c_str(), ::sqlite3_errmsg(db_));
    std::abort();
}

}  // namespace usher::testing
