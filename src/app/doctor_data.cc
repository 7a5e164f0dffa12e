// DATA: whose it is, who holds it, its version, its keys.
#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "app/doctor.h"
#include "app/secret_file.h"
#include "base/cause.h"
#include "base/json.h"
#include "http/server.h"
#include "store/copy.h"
#include "store/instance_key.h"

namespace usher::app {
namespace {

using Is = Finding::Is;

std::string name_of(uid_t user) {
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 1024> text{};
    if (::getpwuid_r(user, &entry, text.data(), text.size(), &found) == 0 && found)
        return found->pw_name;
    return "user " + std::to_string(user);
}

bool others_may(struct stat const& about) { return (about.st_mode & 077) != 0; }

void examine_file(Findings& all, std::string const& path, uid_t owner) {
    struct stat about{};
    if (::lstat(path.c_str(), &about) != 0) return;
    if (about.st_uid != owner)
        all.push_back({"permissions", Is::wrong,
                       path + " belongs to " + name_of(about.st_uid) + ", the directory to " +
                           name_of(owner) + ".",
                       "chown " + name_of(owner) + " " + path});
    if (others_may(about) && !S_ISSOCK(about.st_mode))
        all.push_back({"permissions", Is::wrong, path + " can be read by others than its owner.",
                       "chmod 600 " + path});
}

// Who holds the lock, by its own word; empty where nobody does.
std::string holder_of(std::string const& lock) {
    int file = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return "";
    std::array<char, 32> text{};
    bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    auto size = ::pread(file, text.data(), text.size(), 0);
    ::close(file);
    if (!held) return "";
    std::string_view read(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return "process " + std::string(read.substr(0, read.find('\n')));
}

void examine_server(Findings& all, Config const& config) {
    auto holder = holder_of(config.data + "/lock");
    if (holder.empty()) {
        all.push_back({"server", Is::notice, "No server runs on this data.",
                       "usher serve --data " + config.data});
        return;
    }
    auto ready = http::ask_socket(socket_path(config), http::Method::get, "/readyz", "");
    if (ready && ready->status == 200) {
        all.push_back({"server", Is::good, "A server (" + holder + ") reads and writes."});
    } else if (ready) {
        all.push_back({"server", Is::wrong,
                       "The server (" + holder + ") cannot read or write its data: " + ready->body,
                       "See its log, and the other findings."});
    } else {
        all.push_back({"server", Is::wrong,
                       "The data is held by " + holder + ", which does not answer at " +
                           socket_path(config) + ".",
                       "If it is a command or a server that is just ending, wait; else look at "
                       "that process."});
    }
}

}  // namespace

void examine_data(Findings& all, Config const& config) {
    auto const& data = config.data;
    struct stat about{};
    if (::stat(data.c_str(), &about) != 0 || !S_ISDIR(about.st_mode)) {
        all.push_back({"data", Is::wrong,
                       data + " is no directory: " + std::strerror(errno ? errno : ENOTDIR) + ".",
                       "Name the right one (data, --data), or start `usher serve` once: it makes "
                       "it."});
        return;
    }
    auto before = all.size();
    if (others_may(about))
        all.push_back({"permissions", Is::wrong, data + " is open to others than its owner.",
                       "chmod 700 " + data});
    if (::geteuid() != 0 && ::geteuid() != about.st_uid)
        all.push_back({"permissions", Is::wrong,
                       data + " belongs to " + name_of(about.st_uid) + ", and this is " +
                           name_of(::geteuid()) + ".",
                       "Run usher as " + name_of(about.st_uid) + "."});
    for (auto const* name :
         {"usher.db", "usher.db-wal", "usher.db-shm", "lock", "instance.key", "usher.sock"})
        examine_file(all, data + "/" + name, about.st_uid);
    if (all.size() == before)
        all.push_back(
            {"data", Is::good,
             data + " belongs to " + name_of(about.st_uid) + " and is closed to others."});
    examine_server(all, config);
}

void examine_versions(Findings& all, Config const& config) {
    auto file = config.data + "/usher.db";
    if (::access(file.c_str(), F_OK) != 0) {
        all.push_back({"version", Is::notice, "There is no database yet.",
                       "usher serve makes one; `usher restore` brings one back."});
        return;
    }
    auto theirs = store::migrations_in(file);
    auto ours = std::to_string(store::known_migrations());
    if (!theirs) {
        all.push_back({"version", Is::wrong, with_cause(theirs.error()),
                       "Start the version of Usher that the data was made by, or restore a "
                       "backup."});
    } else if (*theirs < store::known_migrations()) {
        all.push_back({"version", Is::notice,
                       "The data is of migration " + std::to_string(*theirs) + ", this Usher " +
                           USHER_VERSION + " of " + ours + ": its next start upgrades the data.",
                       "Make a backup with the version that made the data, then restart."});
    } else {
        all.push_back(
            {"version", Is::good,
             std::string("Usher " USHER_VERSION ", data and program of migration ") + ours + "."});
    }
}

void examine_keys(Findings& all, Config const& config) {
    bool own = config.instance_key_file.empty();
    auto path = own ? config.data + "/instance.key" : config.instance_key_file;
    auto key = store::instance_key_there(config.data, config.instance_key_file.c_str());
    bool has_data = ::access((config.data + "/usher.db").c_str(), F_OK) == 0;
    if (key) {
        all.push_back({"key", Is::good, "The instance's key is in " + path + "."});
    } else if (key.error().key != "store.key_missing" || !own) {
        all.push_back(
            {"key", Is::wrong, key.error().detail,
             "Put the instance's key there (64 hex digits), readable by its owner only."});
    } else if (has_data) {
        all.push_back({"key", Is::wrong,
                       path + " is missing, and the data was made with one: the next start would "
                              "make another.",
                       "Put the key back from where it was kept. Without it, mails that wait "
                       "cannot be opened."});
    }
    if (config.smtp_password_file.empty()) return;
    struct stat about{};
    auto const& file = config.smtp_password_file;
    if (auto secret = secret_in(file); !secret) {
        all.push_back(
            {"key", Is::wrong, secret.error().detail, "Put the password in its first line."});
    } else if (::stat(file.c_str(), &about) == 0 && (about.st_mode & 07) != 0) {
        all.push_back({"key", Is::wrong, file + " can be read by everybody.", "chmod 600 " + file});
    }
}

}  // namespace usher::app
