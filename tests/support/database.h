// The file of a server's embedded database, read or altered as somebody with the disk can.
#pragma once

#include <cstdint>
#include <string>

struct sqlite3;

namespace usher::testing {

class Server;

// The file's path.
std::string database(Server const&);

class Database {
 public:
    explicit Database(Server const&);  // of a running server, too
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    // How many rows the last statement of it changed. A statement that fails ends the process.
    int change(std::string const& statements);
    // "select count(*) from " + from
    std::int64_t count(std::string const& from);

 private:
    [[noreturn]] void give_up(std::string const& statement);
    sqlite3* db_ = nullptr;
};

}  // namespace usher::testing
