// The connections for reading: opened when first needed, the warmest one lent first.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"

namespace usher::store {

class Readers {
 public:
    static constexpr int patience_ms = 5000;  // for a connection to come back

    Readers(std::string file, Connection::Sync sync, std::size_t most)
        : file_(std::move(file)), sync_(sync), most_(most) {}

    // Runs `unit` in a transaction of its own, which has ended when this returns. Fails with
    // `store.unavailable`, or with what the unit met and passed over.
    Result<void> read(Clock const&, std::function<void(Snapshot&)> const& unit);

 private:
    class Lent;  // gives its connection back
    Result<std::unique_ptr<Connection>> take();
    Result<std::unique_ptr<Connection>> another(Error const& not_opened);
    void give_back(std::unique_ptr<Connection>);

    std::string const file_;
    Connection::Sync const sync_;  // the last one to close moves the log into the file
    std::size_t const most_;
    std::mutex mutex_;
    std::condition_variable came_back_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t open_ = 0;
};

}  // namespace usher::store
