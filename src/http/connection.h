// The connections of one I/O thread: an event loop, one coroutine a connection, and a sweep that
// ends those whose time has passed. Beside the acceptor the only place that knows Asio.
#pragma once

#include <memory>
#include <vector>

#include "http/accept.h"
#include "http/conversation.h"
#include "http/counts.h"
#include "http/workers.h"

namespace usher::http {

struct Listening {
    int socket;  // bound, listening, non-blocking; the loop closes it
    From from = From::network;
};

class Loop {
 public:
    Loop(Site&, Workers&, Counts&, std::vector<Listening>);
    ~Loop();
    void run();  // on a thread of its own; returns after drain()
    enum class Idle { close, keep };
    // From any thread: no new connections, busy ones finish, idle ones close or are kept for
    // another server. Those under TLS close: nobody else could go on with what they agreed on.
    void drain(Idle);
    void cut();                    // from any thread: the time to finish is over
    void take_in(int connection);  // before run(): accepted by another server; it is ours now
    std::vector<int> take_kept();  // after run()

 private:
    class State;
    class Connection;
    std::unique_ptr<State> state_;
};

}  // namespace usher::http
