// What one client says and hears: the conversation, and the bytes of its socket. Never waits: says
// what is left to do. Knows no event loop.
#pragma once

#include <cstddef>
#include <span>

#include "http/conversation.h"
#include "http/link.h"

namespace usher::http {

class Exchange {
 public:
    // The socket's owner closes it. Under TLS where `ssl` is given.
    Exchange(Site& site, Peer peer, int socket, Ssl ssl)
        : talk_(site, std::move(peer)), link_(socket, std::move(ssl)) {}

    Conversation& talk() { return talk_; }
    Conversation const& talk() const { return talk_; }
    Link& link() { return link_; }
    Link const& link() const { return link_; }

    // The client is gone, or too slow: nothing more can be said.
    bool lost() const { return lost_; }
    void lose() {
        link_.give_up();
        lost_ = true;
    }

    enum class Sent {
        nothing,  // there was nothing to send, or the client was lost
        part,     // the rest as soon as the socket is writable
        all,
    };
    Sent send_some();
    std::size_t sent() const { return sent_; }  // of what is being sent

    // What has come by now is given to the conversation. Next::read: wait for more, and that for
    // the socket to be writable where needs_to_write() (TLS has something to say first).
    Conversation::Next read_some();
    bool needs_to_write() const { return reading_writes_; }

    // Of what comes when nothing is answered any more, so much is read past.
    static constexpr std::size_t max_read_past = 16 * 1024 * 1024;
    // False where the client has ended its side, or was read past for too long.
    bool read_past();
    // Whether to wait for the client to close, too. After an answer always: it may still be sending
    // what we shall not read. Not where the `idle` connection of somebody has been quiet, nor after
    // a stream: nothing of that is lost.
    bool needs_lingering(bool idle) const;

 private:
    Conversation talk_;
    Link link_;
    std::size_t sent_ = 0;
    std::size_t past_ = 0;
    bool reading_writes_ = false;
    bool lost_ = false;
};

// One buffer a thread: a connection that waits holds no memory to read into.
std::span<char> read_buffer();

// Who cannot be served hears why, as far as that goes at once.
void turn_away(int socket);

}  // namespace usher::http
