// Takes in whoever connects to the sockets of one loop, many at once, and waits a little where
// something is short: descriptors or memory.
#pragma once

#include <functional>
#include <memory>

#include "http/accept.h"

namespace boost::asio {
class io_context;
}

namespace usher::http {

class Acceptor {
 public:
    // What becomes of one who connects: false where there is no room at the moment. May throw.
    using TakeIn = std::function<bool(Socket, Peer)>;

    Acceptor(boost::asio::io_context&, TakeIn);
    ~Acceptor();
    void listen_on(int socket, From);  // which it closes
    void take_in(Socket connection);   // that another server has accepted
    void close();                      // on the loop's thread: nobody is taken in any more

 private:
    class State;
    std::shared_ptr<State> state_;
};

}  // namespace usher::http
