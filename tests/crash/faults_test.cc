// What a disk, a kernel or a clock may do to the real program (issue 4, point 4): writes are
// refused with 503 and a clear log, reads go on, nothing that was acknowledged is lost, and every
// chain verifies. Errors are put into the system calls by strace; a limit on the size of files
// makes a disk without room.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "store/sqlite.h"
#include "support/account.h"

namespace usher::testing {
namespace {

constexpr char const* tracer = "/usr/bin/strace";

// In front of the server: `inject` as strace takes it, on one file of DATA where one is named.
std::vector<std::string> with_fault(std::string const& inject, std::string const& file = "") {
    std::vector<std::string> words{tracer, "-f", "-D", "-qq", "-o", "/dev/null"};
    // Of a program built with AddressSanitizer: its search for leaks cannot be traced.
    words.insert(words.end(), {"-E", "ASAN_OPTIONS=detect_leaks=0"});
    words.insert(words.end(), {"-e", "trace=" + inject.substr(0, inject.find(':'))});
    if (!file.empty()) words.insert(words.end(), {"-P", file});
    words.insert(words.end(), {"-e", "inject=" + inject});
    return words;
}

// A server with an account and data that need no migration any more; stopped.
class FaultsTest : public ::testing::Test {
 protected:
    FaultsTest() : account_(server_.open("stamps", {.plan = "premier", .seats = 1000})) {
        server_.stop();
    }
    void SetUp() override {
        ASSERT_EQ(::access(tracer, X_OK), 0) << "script/setup --test installs strace";
    }

    void start(std::vector<std::string> front = {}) {
        server_.start_under(std::move(front));
        account_.owner.client.moved_to(server_.url());
    }

    struct Added {
        std::vector<std::string> acknowledged;
        int refused = 0;
        bool died = false;
        std::string last_refused = {};  // the request's id
    };
    // Adds people one after the other; each is there, or was refused with 503.
    Added add(int so_many) {
        Added added;
        for (int n = 0; n < so_many && !added.died; ++n) {
            auto answer =
                account_.owner.post("/users", account_.new_user("n" + std::to_string(next_++)));
            if (answer.status == 201) {
                added.acknowledged.push_back(answer.text("id"));
                continue;
            }
            added.died = answer.status == 0;
            if (added.died) break;
            ++added.refused;
            added.last_refused = answer.text("request");
            EXPECT_EQ(answer.status, 503) << answer.body;
            EXPECT_TRUE(answer.code() == "store.unavailable" ||
                        answer.code() == "store.commit_failed")
                << answer.body;
            for (auto const* word : {"cause", "disk", "I/O", "Input", "Read-only", "SQL", "("})
                EXPECT_FALSE(answer.holds(word)) << "the engine's word: " << answer.body;
            EXPECT_EQ(account_.owner.get("/users?limit=1").status, 200) << "reads go on";
        }
        return added;
    }

    // After a start without any fault.
    void expect_whole(std::vector<std::string> const& acknowledged, std::string const& when) {
        server_.kill();
        start();
        for (auto const& id : acknowledged)
            EXPECT_EQ(account_.owner.get("/users/" + id).status, 200) << when;
        auto verified = server_.run({"audit", "verify"});
        EXPECT_EQ(verified.status, 0) << when << verified.err;
        auto page = account_.owner.get("/users?limit=1");
        auto used = std::stoll(account_.owner.get("/seats").text("used"));
        auto counted =
            std::stoll(page.text("counts.active")) + std::stoll(page.text("counts.invited"));
        EXPECT_EQ(used, counted) << when << ": seats and people are of one moment";
        EXPECT_TRUE(add(1).acknowledged.size() == 1) << when << ": life goes on";
        server_.kill();
    }

    bool logged(std::string_view text) const {
        return server_.log().find(text) != std::string::npos;
    }
    // The line of the log that tells of that request.
    std::string logged_of(std::string const& request) const {
        std::istringstream log(server_.log());
        for (std::string line; std::getline(log, line);)
            if (line.find("\"request\":\"" + request + "\"") != line.npos) return line;
        return "";
    }

    Server server_;
    Account account_;
    int next_ = 0;
};

TEST_F(FaultsTest, an_error_at_the_nth_sync_refuses_that_write_and_no_other) {
    int refused = 0;
    std::string last_refused;
    for (int n : {1, 2, 3, 5, 8}) {
        auto when = "sync " + std::to_string(n);
        bool serves =
            server_.try_start_under(with_fault("fdatasync:error=EIO:when=" + std::to_string(n)));
        account_.owner.client.moved_to(server_.url());
        auto added = serves ? add(10) : Added{};  // refused as a whole, where it is the start's
        EXPECT_FALSE(added.died) << when;
        if (serves) {
            EXPECT_GE(added.acknowledged.size(), 8u) << when << ": it goes on after one error";
        }
        refused += added.refused;
        if (added.refused > 0) last_refused = added.last_refused;
        expect_whole(added.acknowledged, when);
    }
    EXPECT_GT(refused, 0) << "no write met an error";
    EXPECT_TRUE(logged("\"error\":\"store.commit_failed\"")) << "the log says what";
    EXPECT_NE(logged_of(last_refused).find("Input/output error"), std::string::npos)
        << "and why, under the request's id: " << logged_of(last_refused);
}

TEST_F(FaultsTest, a_disk_that_never_syncs_again_refuses_every_write) {
    start(with_fault("fdatasync:error=EIO:when=4+"));
    auto added = add(10);
    EXPECT_FALSE(added.died);
    EXPECT_GE(added.refused, 6);
    EXPECT_EQ(server_.client().get("/healthz").status, 200);
    expect_whole(added.acknowledged, "without any sync");
}

TEST_F(FaultsTest, a_disk_that_became_read_only_refuses_every_write) {
    start(with_fault("pwrite64:error=EROFS:when=200+", server_.data() + "/usher.db-wal"));
    auto added = add(40);
    EXPECT_FALSE(added.died);
    EXPECT_GT(added.acknowledged.size(), 0u) << "it was read-only from the beginning";
    EXPECT_GT(added.refused, 0);
    EXPECT_TRUE(logged("Read-only file system"));
    EXPECT_EQ(server_.client().get("/readyz").status, 503) << "a balancer looks elsewhere";
    expect_whole(added.acknowledged, "read-only");
}

// No file of the server can grow beyond so many bytes: a write comes to its end half-way, as on a
// disk without room. Needs no rights, and no file system of its own.
void set_room(pid_t process, rlim_t bytes) {
    rlimit limit{bytes, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(process, RLIMIT_FSIZE, &limit, nullptr), 0);
}

// Its kernel would end it at the first byte too many otherwise.
std::vector<std::string> without_signal() {
    return {"/bin/sh", "-c", R"(trap '' XFSZ && exec "$@")", "sh"};
}

TEST_F(FaultsTest, Threat50_a_disk_without_room_refuses_writes_until_there_is_some_again) {
    start(without_signal());
    auto before = add(3);
    EXPECT_EQ(before.refused, 0);
    auto file = server_.data() + "/usher.db";
    auto size =
        std::max(std::filesystem::file_size(file), std::filesystem::file_size(file + "-wal"));
    set_room(server_.process(), size + 64 * 1024);
    Added full;
    for (int n = 0; n < 100 && full.refused < 3 && !full.died; ++n) {
        auto some = add(5);
        full.acknowledged.insert(full.acknowledged.end(), some.acknowledged.begin(),
                                 some.acknowledged.end());
        full.refused += some.refused;
        full.died = some.died;
        if (some.refused > 0) full.last_refused = some.last_refused;
    }
    EXPECT_FALSE(full.died);
    ASSERT_GE(full.refused, 3) << "the disk was never full";
    auto line = logged_of(full.last_refused);
    EXPECT_NE(line.find("\"error\":\"store."), std::string::npos) << line;
    EXPECT_NE(line.find("File too large"), std::string::npos) << "the log says why: " << line;
    EXPECT_EQ(account_.owner.get("/users?q=n1").status, 200) << "reads go on";
    EXPECT_EQ(account_.owner.get("/audit").status, 200);
    server_.steer(minutes(10));  // it is time to note that the session is in use
    EXPECT_EQ(account_.owner.client.get("/v1/me").status, 200) << "nobody looks signed out";
    EXPECT_EQ(server_.client().get("/healthz").status, 200);

    set_room(server_.process(), RLIM_INFINITY);
    auto after = add(10);
    EXPECT_EQ(after.refused, 0) << "there is room again: no restart is needed";
    server_.steer(seconds(10));
    EXPECT_EQ(server_.client().get("/readyz").status, 200);
    std::vector<std::string> all;
    for (auto const* some : {&before, &full, &after})
        all.insert(all.end(), some->acknowledged.begin(), some->acknowledged.end());
    auto verified = server_.run({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
    expect_whole(all, "there was no room for a while");
}

TEST_F(FaultsTest, Threat50_the_kernels_word_for_a_full_disk_is_in_the_log_and_in_no_answer) {
    start(with_fault("pwrite64:error=ENOSPC:when=200+", server_.data() + "/usher.db-wal"));
    auto added = add(40);
    EXPECT_FALSE(added.died);
    EXPECT_GT(added.refused, 0);
    EXPECT_NE(logged_of(added.last_refused).find("database or disk is full"), std::string::npos)
        << logged_of(added.last_refused);
    EXPECT_EQ(server_.client().get("/readyz").status, 503) << "a balancer looks elsewhere";
    expect_whole(added.acknowledged, "full");
}

// In front of another program: what it says on standard error goes into the file.
std::vector<std::string> with_errors_in(std::string const& file, std::vector<std::string> words) {
    words.insert(words.begin(), {"/bin/sh", "-c", R"(exec "$@" 2>"$0")", file});
    return words;
}

TEST_F(FaultsTest, a_disk_that_is_read_only_at_the_start_is_named) {
    for (auto const* name : {"/lock", "/usher.db"}) {
        auto path = server_.data() + name, errors = server_.log_file() + ".errors";
        auto front = with_errors_in(errors, with_fault("openat:error=EROFS", path));
        EXPECT_FALSE(server_.try_start_under(front)) << path;
        auto said = support::read_file(errors);
        EXPECT_NE(said.find(path + ": Read-only file system"), std::string::npos) << said;
        EXPECT_NE(said.find("(store.cannot_open)"), std::string::npos) << said;
        EXPECT_EQ(std::ranges::count(said, '\n'), 1) << "one sentence: " << said;
        expect_whole({}, path);
    }
}

TEST_F(FaultsTest, killed_at_each_sync_of_a_workload_it_loses_nothing_that_it_acknowledged) {
    std::vector<std::string> acknowledged;
    int died = 0;
    for (int n = 1; n <= 12; ++n) {
        auto when = "killed at sync " + std::to_string(n);
        bool serves =
            server_.try_start_under(with_fault("fdatasync:signal=KILL:when=" + std::to_string(n)));
        account_.owner.client.moved_to(server_.url());
        auto added = serves ? add(12) : Added{{}, 0, true};
        died += added.died ? 1 : 0;
        acknowledged.insert(acknowledged.end(), added.acknowledged.begin(),
                            added.acknowledged.end());
        expect_whole(acknowledged, when);
    }
    EXPECT_GE(died, 8) << "nobody was killed";
}

TEST_F(FaultsTest, whoever_looks_into_the_file_meanwhile_takes_nothing_away_on_leaving) {
    start();
    auto acknowledged = add(3).acknowledged;
    for (int n = 0; n < 3; ++n) {
        {
            auto look = *store::Connection::open(server_.data() + "/usher.db",
                                                 store::Connection::Use::reading,
                                                 store::Connection::Sync::full);
            auto found = look->rows("select count(*) from users", {});
            ASSERT_TRUE(found) << found.error().detail;
        }
        (void)server_.run({"doctor"});
        auto added = add(8);
        EXPECT_EQ(added.refused, 0);
        acknowledged.insert(acknowledged.end(), added.acknowledged.begin(),
                            added.acknowledged.end());
    }
    expect_whole(acknowledged, "somebody looked into the file");
}

TEST_F(FaultsTest, a_clock_that_goes_back_breaks_nothing) {
    start();
    auto before = add(3);
    server_.steer(hours(-5));
    auto after = add(3);
    ASSERT_EQ(after.acknowledged.size(), 3u);
    auto name = account_.address("n" + std::to_string(next_ - 1));
    server_.mail_to(name);
    EXPECT_EQ(account_.follow("n" + std::to_string(next_ - 1)).get("/users").status, 403)
        << "joined: a user without acts";
    EXPECT_EQ(account_.owner.get("/audit").status, 200);
    EXPECT_EQ(account_.owner.sign_in().status, 200);
    auto edited = account_.owner.patch("/users/" + before.acknowledged.front(),
                                       json::Object{{"last_name", "Later"}});
    EXPECT_EQ(edited.status, 200) << edited.body;
    server_.steer(hours(5));
    auto all = before.acknowledged;
    all.insert(all.end(), after.acknowledged.begin(), after.acknowledged.end());
    expect_whole(all, "the clock went back and forth");
}

}  // namespace
}  // namespace usher::testing
