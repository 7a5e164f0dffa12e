#include "support/server.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>

#include "store/lock.h"
#include "support/database.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

[[noreturn]] void give_up(std::string const& what) {
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

struct Child {
    pid_t process = -1;
    int out = -1, err = -1;  // to read; err only where it was asked for
};

enum class Errors { shown, read };

Child start_program(std::vector<std::string> words, std::string const& clock, Errors errors) {
    int out[2], err[2];
    if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) give_up("pipe");
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::vector<char*> environment;
    auto steered = "USHER_CLOCK=" + clock;
    for (char** one = ::environ; *one; ++one) environment.push_back(*one);
    if (!clock.empty()) environment.push_back(steered.data());
    environment.push_back(nullptr);
    auto process = ::fork();
    if (process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // it never outlives the test
        ::dup2(out[1], 1);
        if (errors == Errors::read) ::dup2(err[1], 2);
        ::execve(argv[0], argv.data(), environment.data());
        ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    if (errors == Errors::read) return {process, out[0], err[0]};
    ::close(err[0]);
    return {process, out[0], -1};
}

std::string all_of(int file) {
    std::string text;
    char piece[4096];
    for (ssize_t size; (size = ::read(file, piece, sizeof piece)) > 0;)
        text.append(piece, static_cast<std::size_t>(size));
    ::close(file);
    return text;
}

// "Usher is running at  http://127.0.0.1:PORT"
std::string address_from(int file) {
    std::string line;
    for (char c; ::read(file, &c, 1) == 1;) {
        if (c != '\n') {
            line += c;
            continue;
        }
        if (line.starts_with("Usher is running at")) return line.substr(line.rfind(' ') + 1);
        line.clear();
    }
    return "";
}

bool is_to(json::Value const& mail, std::string_view email) {
    auto const* to = mail.member("to");
    if (!to || !to->array()) return false;
    for (auto const& one : *to->array())
        if (one.text() && *one.text() == email) return true;
    return false;
}

// Why a mail did not come: what the server said of its attempts.
std::string lines_about_jobs(std::string const& log) {
    std::string found;
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);)
        if (line.find("\"event\":\"job\"") != line.npos) found += "\n" + line;
    return found.empty() ? "; no attempt went wrong" : found;
}

}  // namespace

std::string program() {
    if (auto const* set = std::getenv("USHER_STEERED_BIN")) return set;
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "usher-steered";
}

Server::Server(Start when) {
    if (when == Start::now) start();
}

Server::Server(std::vector<std::string> more) : more_(std::move(more)) { start(); }

Server::~Server() { kill(); }

void Server::signal(int number) const { ::kill(process_, number); }

Server& Server::shared() {
    static Server server;
    return server;
}

void Server::start() { start_under({}); }

void Server::start_under(std::vector<std::string> front) {
    if (!try_start_under(std::move(front))) give_up(program() + " serve did not start");
}

bool Server::try_start_under(std::vector<std::string> front) {
    std::vector<std::string> words{program_.empty() ? program() : program_,
                                   "serve",
                                   "--data",
                                   data(),
                                   "--port",
                                   "0",
                                   "--log",
                                   log_file(),
                                   "--smtp-url",
                                   smtp_.url(),
                                   "--mail-from",
                                   "Usher <no-reply@usher.example>"};
    words.insert(words.begin(), front.begin(), front.end());
    words.insert(words.end(), more_.begin(), more_.end());
    auto child = start_program(words, folder_.path() + "/clock", Errors::shown);
    process_ = child.process;
    url_ = address_from(child.out);
    ::close(child.out);
    return !url_.empty();
}

void Server::start_as(std::string program) {
    program_ = std::move(program);
    start();
}

Output Server::restart() {
    // Whoever is left by its parent becomes our child.
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    auto done = run({"restart"});
    if (done.status == 0) followed();
    return done;
}

void Server::followed() {
    int status = 0;
    ::waitpid(process_, &status, 0);
    auto holder = store::DataLock::holder(data());
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !holder)
        give_up("no successor serves: status " + std::to_string(status));
    process_ = *holder;
}

void Server::kill() {
    if (process_ < 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void Server::stop() {
    ::kill(process_, SIGTERM);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        give_up("the server did not end well: status " + std::to_string(status));
}

void Server::logged(std::string_view text) {
    if (!waited([&] { return log().find(text) != std::string::npos; }))
        give_up("never logged: " + std::string(text));
}

std::string Server::log() const { return support::read_file(folder_.path() + "/log"); }

Time Server::steer(Duration by) const {
    int file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder_.path() + "/clock").copy(address.sun_path, sizeof address.sun_path - 1);
    auto line = std::to_string(by.ms) + "\n";
    char answer[64] = {};
    bool steered = ::connect(file, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                   ::write(file, line.data(), line.size()) > 0 &&
                   ::read(file, answer, sizeof answer - 1) > 0;
    ::close(file);
    if (!steered) give_up("the clock cannot be steered");
    return {std::strtoll(answer, nullptr, 10)};
}

Output Server::run(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", data()});
    return run_as_is(std::move(words));
}

Output Server::run_as_is(std::vector<std::string> words) {
    words.insert(words.begin(), program());
    auto child = start_program(std::move(words), "", Errors::read);
    Output output;
    std::thread errors([&] { output.err = all_of(child.err); });
    output.out = all_of(child.out);
    errors.join();
    int status = 0;
    ::waitpid(child.process, &status, 0);
    output.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return output;
}

std::vector<json::Value> Server::mails() {
    std::lock_guard lock(mutex_);
    auto fresh = smtp_.taken(mails_.size());
    mails_.insert(mails_.end(), fresh.begin(), fresh.end());
    return mails_;
}

std::vector<json::Value> Server::mails_to_now(std::string_view email) {
    std::vector<json::Value> found;
    for (auto& mail : mails())
        if (is_to(mail, email)) found.push_back(std::move(mail));
    return found;
}

// Also what only leads to a mail: a check of an address that was asked about, say.
bool Server::has_tried_all() const {
    return Database(*this).count(
               "jobs where state = 'waiting' and last_error is null and due_at <= " +
               std::to_string(steer({}).ms)) == 0;
}

Time Server::later(Duration by) const {
    tried_all();
    return steer(by);
}

void Server::tried_all() const {
    if (!waited([&] { return has_tried_all(); }))
        give_up("jobs are not done" + lines_about_jobs(log()));
}

std::size_t Server::mails_to(std::string_view email) {
    tried_all();
    return mails_to_now(email).size();
}

json::Value Server::mail_to(std::string_view email, std::size_t nth) {
    std::vector<json::Value> found;
    bool came = waited([&] { return (found = mails_to_now(email)).size() >= nth; });
    if (!came)
        give_up("no mail number " + std::to_string(nth) + " to " + std::string(email) +
                lines_about_jobs(log()));
    return found[nth - 1];
}

std::string Server::token_to(std::string_view email, std::size_t nth) {
    auto mail = mail_to(email, nth);
    auto text = *mail.member("text")->text();
    auto at = std::min(text.find("/join#"), text.find("/reset#"));
    if (at == text.npos) give_up("no link with a token in the mail to " + std::string(email));
    at = text.find('#', at) + 1;
    auto end = text.find_first_not_of(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", at);
    return text.substr(at, end == text.npos ? end : end - at);
}

}  // namespace usher::testing
