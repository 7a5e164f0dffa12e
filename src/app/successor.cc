#include "app/successor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace usher::app {
namespace {

constexpr int first_inherited = 3;  // SD_LISTEN_FDS_START
constexpr int max_inherited = 64;
constexpr std::size_t max_sockets = 200;  // of one message; the kernel takes 253
constexpr std::size_t max_text = 1000;
constexpr Duration until_willing = seconds(30);
constexpr std::string_view of_predecessor = "predecessor", of_own_user = "own_user";
constexpr std::array<std::string_view, 3> variables = {"LISTEN_PID", "LISTEN_FDS",
                                                       "LISTEN_FDNAMES"};

Error refused(std::string detail) {
    return Error{Code::unavailable, "app.successor", std::move(detail)};
}

int number_in(char const* name) {
    auto const* text = std::getenv(name);
    int number = 0;
    if (text) std::from_chars(text, text + std::strlen(text), number);
    return number;
}

std::vector<std::string> names_given() {
    auto const* text = std::getenv("LISTEN_FDNAMES");
    std::vector<std::string> names;
    for (std::string_view rest = text ? text : ""; !rest.empty();) {
        names.emplace_back(rest.substr(0, rest.find(':')));
        rest.remove_prefix(std::min(names.back().size() + 1, rest.size()));
    }
    return names;
}

// What the child does between fork and exec may allocate nothing, so all of it is made before.
class Environment {
 public:
    explicit Environment(std::string const& names, std::size_t sockets) {
        for (auto** each = environ; each && *each; ++each) {
            std::string_view text = *each;
            if (std::ranges::find(variables, text.substr(0, text.find('='))) == variables.end())
                texts_.emplace_back(text);
        }
        texts_.push_back("LISTEN_FDS=" + std::to_string(sockets));
        texts_.push_back("LISTEN_FDNAMES=" + names);
        texts_.push_back("LISTEN_PID=" + std::string(digits, '\0'));
        for (auto& text : texts_) pointers_.push_back(text.data());
        pointers_.push_back(nullptr);
    }
    char** with_pid(pid_t pid) {
        auto* end = texts_.back().data() + texts_.back().size();
        std::to_chars(end - digits, end, pid);
        return pointers_.data();
    }

 private:
    static constexpr std::size_t digits = 12;
    std::vector<std::string> texts_;
    std::vector<char*> pointers_;
};

// In the child. Numbers above all others first: one that is needed may lie where another goes.
[[noreturn]] void become(char const* program, char** words, Environment& environment,
                         std::span<int> sockets) {
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    auto above = first_inherited + static_cast<int>(sockets.size());
    for (auto& socket : sockets) socket = ::fcntl(socket, F_DUPFD_CLOEXEC, above);
    for (int i = first_inherited; i < above; ++i)
        if (::dup2(sockets[static_cast<std::size_t>(i - first_inherited)], i) < 0) ::_exit(126);
    ::execve(program, words, environment.with_pid(::getpid()));
    ::_exit(127);
}

std::string how_it_ended(pid_t process) {
    int status = 0;
    ::kill(process, SIGKILL);  // where it still runs, it is of no use
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? "status " + std::to_string(WEXITSTATUS(status))
                             : "signal " + std::to_string(WTERMSIG(status));
}

void take_sockets(msghdr& message, std::vector<int>& into) {
    for (auto* part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
        into.resize((part->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        std::memcpy(into.data(), CMSG_DATA(part), into.size() * sizeof(int));
    }
}

}  // namespace

Channel::~Channel() {
    if (socket_ >= 0) ::close(socket_);
}

bool Channel::say(Word word, std::string_view text, std::span<int const> sockets) {
    auto bytes = std::string(1, static_cast<char>(word)).append(text.substr(0, max_text));
    iovec part{bytes.data(), bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(max_sockets * sizeof(int))> control{};
    if (!sockets.empty()) {
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(sockets.size_bytes());
        auto* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sockets.size_bytes());
        std::memcpy(CMSG_DATA(header), sockets.data(), sockets.size_bytes());
    }
    return ::sendmsg(socket_, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

std::optional<Channel::Message> Channel::hear(std::optional<Duration> within) {
    pollfd wait{socket_, POLLIN, 0};
    auto ready = ::poll(&wait, 1, within ? static_cast<int>(within->ms) : -1);
    if (ready <= 0) return std::nullopt;
    std::array<char, max_text + 1> bytes{};
    iovec part{bytes.data(), bytes.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(max_sockets * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    auto n = ::recvmsg(socket_, &message, MSG_CMSG_CLOEXEC);
    if (n <= 0) return std::nullopt;
    Message heard{static_cast<Word>(bytes[0]), {bytes.data() + 1, static_cast<std::size_t>(n) - 1}};
    take_sockets(message, heard.sockets);
    return heard;
}

Inheritance inheritance() {
    Inheritance ours;
    auto mine = number_in("LISTEN_PID") == ::getpid();
    auto count = mine ? std::clamp(number_in("LISTEN_FDS"), 0, max_inherited) : 0;
    auto names = names_given();
    names.resize(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        auto socket = first_inherited + i;
        ::fcntl(socket, F_SETFD, FD_CLOEXEC);
        auto const& name = names[static_cast<std::size_t>(i)];
        if (name == of_predecessor) {
            ours.predecessor = std::make_unique<Channel>(socket);
            continue;
        }
        ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
        if (name == of_own_user) {
            ours.sockets.own_user = socket;
        } else {
            ours.sockets.network.push_back(socket);
        }
    }
    for (auto variable : variables) ::unsetenv(std::string(variable).c_str());
    return ours;
}

void await_turn(Inheritance& ours) {
    if (!ours.predecessor) return;
    ours.predecessor->say(Channel::Word::willing);
    while (auto heard = ours.predecessor->hear()) {
        auto& connections = ours.sockets.connections;
        connections.insert(connections.end(), heard->sockets.begin(), heard->sockets.end());
        if (heard->word == Channel::Word::yours) return;
    }
}

Launch own_launch() {
    Launch launch;
    std::error_code error;
    launch.program = std::filesystem::read_symlink("/proc/self/exe", error);
    std::ifstream words("/proc/self/cmdline", std::ios::binary);
    for (std::string word; std::getline(words, word, '\0');) launch.words.push_back(word);
    return launch;
}

Result<std::unique_ptr<Successor>> Successor::start(Launch const& launch,
                                                    http::Sockets const& sockets) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return fail(refused(std::string("No successor can be started: ") + std::strerror(errno)));
    Channel ours(ends[0]), theirs(ends[1]);
    auto handed = sockets.network;
    std::string names;
    for (std::size_t i = 0; i < handed.size(); ++i) names += "network:";
    if (sockets.own_user >= 0) {
        handed.push_back(sockets.own_user);
        names.append(of_own_user).append(":");
    }
    handed.push_back(ends[1]);
    names.append(of_predecessor);
    Environment environment(names, handed.size());
    auto texts = launch.words;
    std::vector<char*> words;
    for (auto& text : texts) words.push_back(text.data());
    words.push_back(nullptr);
    auto process = ::fork();
    if (process == 0) become(launch.program.c_str(), words.data(), environment, handed);
    if (process < 0)
        return fail(refused(std::string("No successor can be started: ") + std::strerror(errno)));
    {
        Channel of_the_child(std::move(theirs));
    }  // so that its end is heard
    auto heard = ours.hear(until_willing);
    if (heard && heard->word == Channel::Word::willing)
        return std::unique_ptr<Successor>(new Successor(process, std::move(ours)));
    auto ended = how_it_ended(process);
    if (heard) return fail(refused("The successor refused to start: " + heard->text));
    return fail(refused("The successor did not start (" + ended +
                        "). What it says stands where this server's standard error goes."));
}

Successor::~Successor() {
    if (!serves_) (void)how_it_ended(process_);
}

bool Successor::takes(http::Sockets const& sockets) {
    std::span<int const> left = sockets.connections;
    while (!left.empty()) {
        auto some = left.first(std::min(left.size(), max_sockets));
        if (!channel_.say(Channel::Word::connections, {}, some)) return false;
        left = left.subspan(some.size());
    }
    channel_.say(Channel::Word::yours);
    auto heard = channel_.hear();
    serves_ = heard && heard->word == Channel::Word::serving;
    return serves_;
}

void Restart::of(http::Server const& server) {
    std::lock_guard hold(mutex_);
    server_ = &server;
}

Result<pid_t> Restart::begin() {
    std::lock_guard hold(mutex_);
    if (!server_) return fail(refused("The server is starting or ending."));
    if (!successor_) successor_ = TRY(Successor::start(launch_, server_->listening()));
    return successor_->process();
}

std::unique_ptr<Successor> Restart::take() {
    std::lock_guard hold(mutex_);
    if (successor_) server_ = nullptr;
    return std::move(successor_);
}

}  // namespace usher::app
