// Takes the next connection from a socket that listens.
#pragma once

#include <optional>
#include <string>

#include "http/socket.h"

namespace usher::http {

struct Peer {
    std::string address;    // canonical; "local" over the socket of the command line
    bool instance = false;  // RT26
};

enum class From { network, own_user };  // own_user: a Unix socket, for our own user and root alone

struct Accepted {
    enum class Is { taken, nobody, no_descriptors } is = Is::nobody;
    Socket socket = {};  // where taken: non-blocking
    Peer peer = {};
};
Accepted accept_one(int listening, From);
// Of a connection that another server of ours has accepted. Nothing where it is none, or is a Unix
// socket of somebody else.
std::optional<Peer> peer_of(int connection);

}  // namespace usher::http
