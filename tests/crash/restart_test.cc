// A successor takes over (issue 4, point 1): not one request is refused, broken off or answered
// with an error meanwhile, and where the successor cannot start, the server goes on.
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "store/lock.h"
#include "support/account.h"
#include "support/socket_client.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

std::uint16_t port_of(Server const& server) {
    return static_cast<std::uint16_t>(std::stoi(server.url().substr(server.url().rfind(':') + 1)));
}

constexpr std::string_view question = "GET /readyz HTTP/1.1\r\nHost: localhost\r\n";

// Asks all the time, in four ways at once, until it is destroyed.
class Load {
 public:
    explicit Load(Account& account) : account_(account), port_(port_of(account.server())) {
        threads_.emplace_back([this] { connect_anew(); });
        threads_.emplace_back([this] { stay(); });
        threads_.emplace_back([this] { read(); });
        threads_.emplace_back([this] { write(); });
    }
    ~Load() { end(); }
    void end() {
        over_ = true;
        for (auto& thread : threads_) thread.join();
        threads_.clear();
    }
    // Until so many more were answered.
    void wait_for(int more) const {
        int until = answered_ + more;
        EXPECT_TRUE(waited([&] { return answered_ >= until || over_; }));
    }
    int answered() const { return answered_; }
    int added() const { return added_; }

 private:
    void note(std::string_view how, std::string const& answer) {
        if (status(answer) == 200) {
            ++answered_;
            return;
        }
        ADD_FAILURE() << how << ": " << (answer.empty() ? "broken off" : answer);
        over_ = true;
    }
    void connect_anew() {
        while (!over_) {
            SocketClient client(port_);
            client.send(std::string(question) + "Connection: close\r\n\r\n");
            note("a new connection", client.answer());
        }
    }
    // On one connection as long as the server keeps it, and it says when it does not.
    void stay() {
        auto client = std::make_unique<SocketClient>(port_);
        while (!over_) {
            client->send(std::string(question) + "\r\n");
            auto answer = client->answer();
            note("a kept connection", answer);
            if (header(answer, "Connection") == "close")
                client = std::make_unique<SocketClient>(port_);
        }
    }
    void read() {
        auto owner = account_.owner;
        while (!over_) {
            auto users = owner.get("/users?limit=1");
            EXPECT_EQ(users.status, 200) << users.body;
            over_ = over_ || users.status != 200;
        }
    }
    void write() {
        auto owner = account_.owner;
        while (!over_) {
            auto name = "w" + std::to_string(added_);
            auto added = owner.post("/users", account_.new_user(name));
            EXPECT_EQ(added.status, 201) << added.body;
            if (added.status != 201) over_ = true;
            if (added.status == 201) ++added_;
        }
    }

    Account& account_;
    std::uint16_t port_;
    std::atomic<bool> over_ = false;
    std::atomic<int> answered_ = 0, added_ = 0;
    std::vector<std::thread> threads_;
};

TEST(restart, nobody_is_turned_away_by_one_restart_after_another) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 100'000});
    auto first = server.process();
    Load load(account);
    for (int i = 0; i < 4; ++i) {
        load.wait_for(20);
        auto done = server.restart();
        ASSERT_EQ(done.status, 0) << done.err << server.log();
        EXPECT_NE(done.out.find("nobody was turned away"), done.out.npos) << done.out;
    }
    load.wait_for(20);
    load.end();
    EXPECT_NE(server.process(), first);
    EXPECT_EQ(account.owner.get("/seats").text("used"), std::to_string(load.added() + 1));
    EXPECT_EQ(server.run({"audit", "verify"}).status, 0);
    server.stop();  // as the first would: with status 0
}

TEST(restart, a_connection_that_waits_for_its_next_request_goes_on_with_the_successor) {
    Server server;
    SocketClient kept(port_of(server));
    ASSERT_TRUE(kept.kept());
    SocketClient silent(port_of(server));
    ASSERT_EQ(server.restart().status, 0);
    EXPECT_TRUE(kept.kept()) << "the same connection";
    EXPECT_TRUE(silent.kept());
}

TEST(restart, a_signal_does_it_too_and_takes_the_file_that_lies_there_now) {
    Server server(Server::Start::later);
    auto copy = server.data() + "-program";
    std::filesystem::copy_file(program(), copy);
    server.start_as(copy);
    std::filesystem::copy_file(program(), copy + ".new");
    std::filesystem::rename(copy + ".new", copy);  // as a package does it
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    auto before = server.process();
    server.signal(SIGUSR2);
    server.logged("\"event\":\"restart\",\"state\":\"done\"");
    server.followed();
    EXPECT_NE(server.process(), before);
    auto running =
        std::filesystem::read_symlink("/proc/" + std::to_string(server.process()) + "/exe");
    EXPECT_EQ(running.string(), copy) << "not the one that was deleted";
    EXPECT_EQ(server.client().get("/readyz").status, 200);
}

// The file of settings is changed while the server runs.
class RestartRefused : public ::testing::Test {
 protected:
    RestartRefused() {
        write("");
        server_ = std::make_unique<Server>(std::vector<std::string>{"--config", file()});
    }
    std::string file() const { return folder_.path() + "/usher.toml"; }
    void write(std::string const& text) const { std::ofstream(file()) << text; }
    void expect_goes_on(pid_t before) {
        EXPECT_EQ(server_->process(), before);
        EXPECT_EQ(store::DataLock::holder(server_->data()), before);
        EXPECT_EQ(server_->client().get("/readyz").status, 200);
    }

    store::TemporaryDirectory folder_;
    std::unique_ptr<Server> server_;
};
using restart_refused = RestartRefused;

TEST_F(restart_refused, a_successor_that_cannot_read_its_settings_takes_nothing_over) {
    auto before = server_->process();
    SocketClient kept(port_of(*server_));
    ASSERT_TRUE(kept.kept());
    write("no_such_setting = 1\n");
    auto done = server_->restart();
    EXPECT_EQ(done.status, 1);
    EXPECT_NE(done.err.find("app.successor"), done.err.npos) << done.err;
    expect_goes_on(before);
    EXPECT_TRUE(kept.kept());
    write("blueprints = \"" + folder_.path() + "/nowhere\"\n");
    done = server_->restart();
    EXPECT_EQ(done.status, 1);
    EXPECT_NE(done.err.find("refused to start"), done.err.npos) << done.err;
    expect_goes_on(before);
    server_->signal(SIGUSR2);
    server_->logged("\"event\":\"restart\",\"state\":\"failed\"");
    expect_goes_on(before);
    write("");
    EXPECT_EQ(server_->restart().status, 0) << "mended, it is done";
    EXPECT_NE(server_->process(), before);
}

// Says that it is willing, and ends when everything is its own.
constexpr std::string_view fickle = R"(#!/usr/bin/python3
import os, socket
names = os.environ["LISTEN_FDNAMES"].split(":")
talk = socket.socket(fileno=3 + names.index("predecessor"))
talk.send(b"w")
while talk.recv(1)[:1] != b"y": pass
)";

TEST(restart, a_successor_that_ends_with_everything_in_its_hands_gives_it_back) {
    Server server(Server::Start::later);
    auto copy = server.data() + "-program";
    std::filesystem::copy_file(program(), copy);
    server.start_as(copy);
    auto before = server.process();
    SocketClient kept(port_of(server));
    ASSERT_TRUE(kept.kept());
    std::filesystem::remove(copy);
    std::ofstream(copy) << fickle;
    ::chmod(copy.c_str(), 0755);
    auto done = server.restart();
    EXPECT_EQ(done.status, 1) << done.out;
    EXPECT_NE(done.err.find("goes on"), done.err.npos) << done.err;
    server.logged("The successor ended while it opened the data");
    EXPECT_EQ(store::DataLock::holder(server.data()), before);
    EXPECT_TRUE(kept.kept());
    EXPECT_EQ(server.client().get("/readyz").status, 200);
}

TEST(restart, only_the_host_itself_asks_for_it) {
    Server server;
    auto account = server.open("stamps");
    auto asked = account.owner.client.post("/v1/restart", json::Object{});
    EXPECT_EQ(asked.status, 404) << asked.body;
    EXPECT_EQ(server.client().post("/v1/restart", json::Object{}).status, 404);
    Server none(Server::Start::later);
    auto refused = none.run({"restart"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.err.find("http.no_server"), refused.err.npos) << refused.err;
}

// What systemd does for a service that has a socket.
constexpr char const* as_systemd = R"(
import os, socket, sys
listens = socket.create_server(("127.0.0.1", 0))
os.dup2(listens.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()), LISTEN_FDNAMES="usher.socket")
os.execv(sys.argv[1], sys.argv[1:])
)";

TEST(restart, systemd_may_hand_over_the_socket) {
    Server server(Server::Start::later);
    server.start_under({"/usr/bin/python3", "-c", as_systemd});
    EXPECT_EQ(server.client().get("/readyz").status, 200);
    auto url = server.url();
    EXPECT_EQ(server.restart().status, 0);
    EXPECT_EQ(server.client().get("/readyz").status, 200) << url;
}

// What systemd hears with Type=notify.
TEST(restart, the_service_manager_is_told_who_is_the_main_process) {
    store::TemporaryDirectory folder;
    auto path = folder.path() + "/notify";
    int told = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    path.copy(at.sun_path, sizeof at.sun_path - 1);
    ASSERT_EQ(::bind(told, reinterpret_cast<sockaddr*>(&at), sizeof at), 0);
    auto heard = [told] {
        char text[256];
        auto n = ::recv(told, text, sizeof text, 0);
        return std::string(text, n > 0 ? static_cast<std::size_t>(n) : 0);
    };
    Server server(Server::Start::later);
    server.start_under({"/usr/bin/env", "NOTIFY_SOCKET=" + path});
    EXPECT_EQ(heard(), "READY=1");
    ASSERT_EQ(server.restart().status, 0);
    EXPECT_EQ(heard(), "MAINPID=" + std::to_string(server.process()));
    server.stop();
    EXPECT_EQ(heard(), "STOPPING=1");
    ::close(told);
}

}  // namespace
}  // namespace usher::testing
