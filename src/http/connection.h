// The connections of one I/O thread: an event loop, one coroutine a connection, and a sweep that
// ends those whose time has passed. The only place that knows Asio.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/conversation.h"
#include "http/workers.h"

namespace usher::http {

// How many there are, over all threads.
class Counts {
 public:
    explicit Counts(Limits const& limits) : limits_(limits) {}
    // False where the limit in all, or that of the address, is reached. An address without a limit
    // (a proxy of ours, the socket of the command line) is given as "".
    bool enter(std::string const& address);
    void leave(std::string const& address);

 private:
    Limits const limits_;
    std::mutex mutex_;
    std::size_t all_ = 0;
    std::map<std::string, std::size_t> of_address_;
};

struct Listening {
    int socket;          // bound, listening, non-blocking; the loop closes it
    bool local = false;  // a Unix socket: only our own user and root may speak
};

class Loop {
 public:
    Loop(Site&, Workers&, Counts&, std::vector<Listening>);
    ~Loop();
    void run();    // on a thread of its own; returns after drain()
    void drain();  // from any thread: no new connections, idle ones close, busy ones finish
    void cut();    // from any thread: the time to finish is over

 private:
    class State;
    class Connection;
    std::unique_ptr<State> state_;
};

}  // namespace usher::http
