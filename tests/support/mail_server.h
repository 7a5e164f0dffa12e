// tests/smtp/server.py as a process of one test: a real SMTP server on a free port of this machine,
// gone when the test is.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "store/testing.h"

namespace usher::support {

class MailServer {
 public:
    // Arguments as server.py has them: {"--latency-ms", "50"}. Ends the process if it cannot start.
    explicit MailServer(std::vector<std::string> arguments = {});
    ~MailServer();
    MailServer(MailServer const&) = delete;
    MailServer& operator=(MailServer const&) = delete;

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    int port() const { return port_; }
    // {"greylist": 1}: what it does wrong from now on.
    void switches(std::string const& json);
    // What it took after the first so many, in order: the facts of server.py. Those of a message
    // are there before its sender is told so.
    std::vector<json::Value> taken(std::size_t after = 0) const;
    // The bytes of the message with that number, from 1.
    std::string bytes(int number) const;

 private:
    store::TemporaryDirectory folder_;
    pid_t process_ = -1;
    int keeps_it_alive_ = -1;  // its standard input
    int port_ = 0;
};

// A port where nobody listens.
int free_port();
std::string read_file(std::string const& path);
// A certificate for 127.0.0.1 with its key, in one file of the directory.
std::string make_certificate(std::string const& directory);

}  // namespace usher::support
