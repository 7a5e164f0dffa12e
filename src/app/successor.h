// A server is replaced by a newer one without a refused request: the old one starts its successor,
// which inherits the sockets that listen the way systemd hands them over (sd_listen_fds(3):
// LISTEN_FDS, LISTEN_PID, LISTEN_FDNAMES), and one more over which the two talk.
//
//   old: starts it                      new: reads settings, certificate, blueprints, texts
//                                       willing, or refused and the reason
//   answers what it has begun, ends its
//   jobs, lets go of DATA/lock
//   connections …, yours                opens the data, listens
//                                       serving
//   ends
//
// Where the new one ends at any point before `serving`, the old one goes on.
#pragma once

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "http/server.h"

namespace usher::app {

// Between a server and its successor.
class Channel {
 public:
    explicit Channel(int socket) : socket_(socket) {}
    Channel(Channel&& other) noexcept : socket_(other.socket_) { other.socket_ = -1; }
    Channel& operator=(Channel&&) = delete;
    ~Channel();

    enum class Word : char {
        willing = 'w',
        refused = 'r',      // with the reason
        connections = 'c',  // with sockets
        yours = 'y',
        serving = 's',
    };
    struct Message {
        Word word = Word::refused;
        std::string text = {};
        std::vector<int> sockets = {};  // the receiver's own
    };
    // False where nobody hears it any more.
    bool say(Word, std::string_view text = {}, std::span<int const> sockets = {});
    // Nothing where the other side ended, or was silent for so long (absent: no matter how long).
    std::optional<Message> hear(std::optional<Duration> within = {});

 private:
    int socket_;
};

// What this process was started with: nothing, or what systemd or a predecessor handed over.
struct Inheritance {
    http::Sockets sockets = {};
    std::unique_ptr<Channel> predecessor = {};
};
// Empties LISTEN_… of the environment. Once a process.
Inheritance inheritance();
// Tells the predecessor that all is well so far; returns once everything is ours. Where the
// predecessor ends without a word it is ours, too.
void await_turn(Inheritance&);

// How this process was started. Read early: a package that is upgraded moves the file away.
struct Launch {
    std::string program;             // a path, whatever lies there when it is used
    std::vector<std::string> words;  // argv
};
Launch own_launch();

class Successor {
 public:
    // Starts it and waits until it is willing. Fails with `app.successor`; nothing of it is left
    // then.
    static Result<std::unique_ptr<Successor>> start(Launch const&, http::Sockets const&);
    ~Successor();
    pid_t process() const { return process_; }
    // DATA/lock is free. True where it serves now; false where it has ended.
    bool takes(http::Sockets const&);

 private:
    Successor(pid_t process, Channel channel) : process_(process), channel_(std::move(channel)) {}
    pid_t process_;
    bool serves_ = false;
    Channel channel_;
};

// A restart is asked for over DATA/usher.sock by one thread and by a signal in another.
class Restart {
 public:
    explicit Restart(Launch launch) : launch_(std::move(launch)) {}
    void of(http::Server const&);
    // The successor's process, willing; the one that is there where there is one. `app.successor`.
    Result<pid_t> begin();
    std::unique_ptr<Successor> take();

 private:
    Launch const launch_;
    std::mutex mutex_;
    http::Server const* server_ = nullptr;
    std::unique_ptr<Successor> successor_;
};

}  // namespace usher::app
