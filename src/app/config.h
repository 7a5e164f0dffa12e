// What an installation is told at start. One place, so that every command means the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::app {

struct Config {
    std::string data = "data";  // DATA: database, key, lock, socket
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;           // 0: a free one
    std::string public_url = {};         // empty: http(s)://address:port
    std::string tls_certificate = {};    // PEM; empty: Usher speaks in the clear, to a proxy
    std::string tls_key = {};            // PEM; empty: in the same file
    std::uint16_t metrics_port = 0;      // on 127.0.0.1; 0: no metrics
    std::string instance_key_file = {};  // empty: DATA/instance.key
    std::string blueprints = {};         // a directory beside the embedded ones
    std::string smtp_url = {};           // empty: the built-in mailbox
    std::string smtp_user = {};
    std::string smtp_password_file = {};
    std::string smtp_ca_file = {};  // empty: the system's authorities
    bool smtp_clear_text = false;   // to a relay beyond loopback: links travel unprotected
    std::string mail_from = "no-reply@localhost.localdomain";
    std::vector<std::string> trusted_proxies = {};
    std::string log = "-";  // a file, or - for standard error
    int workers = 32;
    std::string breached_passwords = {};  // a file of their SHA-1, in order; empty: none
    int checkpoint_hours = 24;  // between two signed checkpoints of an audit chain; 0: none
};

// The world around the process: handed in, so that tests can steer it.
struct World {
    Clock const& clock;
    Random& random;
    // How often jobs are looked for although nothing woke their runner. Absent in the product: one
    // process has the store, and nothing stirs while nothing is to do.
    std::optional<Duration> job_poll = {};
};

// Replaces port 0 by a free one, and an empty public_url by what follows from address and port.
Result<Config> settled(Config);
std::string socket_path(Config const&);

}  // namespace usher::app
