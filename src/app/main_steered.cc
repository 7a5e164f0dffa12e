// The same program with a clock that tests steer through a socket: USHER_CLOCK names its path, and
// each line sent there ("60000": a minute on) is answered with the new time in milliseconds.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

#include "cli/cli.h"

namespace {

class SteeredClock final : public usher::Clock {
 public:
    usher::Time now() const override { return system_.now() + usher::Duration{ahead_ms_.load()}; }
    void steer(std::int64_t ms) { ahead_ms_ += ms; }

 private:
    usher::SystemClock system_;
    std::atomic<std::int64_t> ahead_ms_ = 0;
};

void answer(int connection, SteeredClock& clock) {
    char line[64] = {};
    while (::read(connection, line, sizeof line - 1) > 0) {
        clock.steer(std::strtoll(line, nullptr, 10));
        auto now = std::to_string(clock.now().ms) + "\n";
        if (::write(connection, now.data(), now.size()) < 0) break;
        std::fill(std::begin(line), std::end(line), '\0');
    }
    ::close(connection);
}

void listen_on(std::string const& path, SteeredClock& clock) {
    int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    ::unlink(path.c_str());
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
    if (::listen(listener, 8) != 0) std::abort();
    // Signals are for the program's own threads: this one would die of them, and all with it.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    std::thread([listener, &clock] {
        while (true) answer(::accept(listener, nullptr, nullptr), clock);
    }).detach();
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace

int main(int count, char** words) {
    static SteeredClock clock;
    static usher::SystemRandom random;
    if (auto const* path = std::getenv("USHER_CLOCK")) listen_on(path, clock);
    return usher::cli::run(count, words, {clock, random, usher::milliseconds(20)});
}
