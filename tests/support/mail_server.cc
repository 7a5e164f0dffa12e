#include "support/mail_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

extern char** environ;

namespace usher::support {
namespace {

[[noreturn]] void give_up(char const* what) {
    std::perror(what);
    std::abort();
}

struct Pipe {
    int read = -1;
    int write = -1;
};

Pipe make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) give_up("pipe");
    return {ends[0], ends[1]};
}

pid_t spawn(std::vector<std::string> words, int input, int output, std::string const& log) {
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT, 0600);
    pid_t process = -1;
    if (::posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), environ) != 0)
        give_up(argv[0]);
    posix_spawn_file_actions_destroy(&actions);
    return process;
}

int number_from(int file) {
    std::string line;
    for (char c; ::read(file, &c, 1) == 1 && c != '\n';) line += c;
    return std::atoi(line.c_str());
}

}  // namespace

MailServer::MailServer(std::vector<std::string> arguments) {
    auto input = make_pipe();
    auto output = make_pipe();
    std::vector<std::string> words = {"/usr/bin/python3", "tests/smtp/server.py", "--folder",
                                      folder_.path()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    process_ = spawn(std::move(words), input.read, output.write, folder_.path() + "/log");
    ::close(input.read);
    ::close(output.write);
    keeps_it_alive_ = input.write;
    port_ = number_from(output.read);
    ::close(output.read);
    if (port_ == 0) {
        std::fputs("tests/smtp/server.py did not start; tests run in the source's root\n", stderr);
        std::abort();
    }
}

MailServer::~MailServer() {
    ::close(keeps_it_alive_);
    ::waitpid(process_, nullptr, 0);
}

void MailServer::switches(std::string const& json) {
    auto path = folder_.path() + "/switches.json";
    auto* file = std::fopen((path + ".draft").c_str(), "w");
    if (!file) give_up("switches");
    std::fputs(json.c_str(), file);
    std::fclose(file);
    std::filesystem::rename(path + ".draft", path);
}

std::vector<json::Value> MailServer::taken(std::size_t after) const {
    std::vector<json::Value> taken;
    for (auto number = after + 1;; ++number) {
        auto text = read_file(folder_.path() + "/" + std::to_string(number) + ".json");
        if (text.empty()) return taken;
        auto facts = json::parse(text);
        if (!facts) std::abort();
        taken.push_back(std::move(*facts));
    }
}

std::string MailServer::bytes(int number) const {
    return read_file(folder_.path() + "/" + std::to_string(number) + ".eml");
}

int free_port() {
    int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket, raw, size) != 0 || ::getsockname(socket, raw, &size) != 0) give_up("bind");
    ::close(socket);
    return ntohs(address.sin_port);
}

std::string read_file(std::string const& path) {
    std::string text;
    auto* file = std::fopen(path.c_str(), "r");
    if (!file) return text;
    char piece[65536];
    while (auto size = std::fread(piece, 1, sizeof piece, file)) text.append(piece, size);
    std::fclose(file);
    return text;
}

std::string make_certificate(std::string const& directory) {
    auto key = directory + "/key.pem";
    auto certificate = directory + "/certificate.pem";
    auto command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        " -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout " +
        key + " -out " + certificate + " 2>/dev/null && cat " + key + " >> " + certificate;
    if (std::system(command.c_str()) != 0) give_up("openssl");
    return certificate;
}

}  // namespace usher::support
