// docs/operate/observe.md names every line of the log and every field of it, and nothing that is
// not there.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "signin/breached_testing.h"
#include "support/account.h"
#include "support/source_file.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

using Names = std::set<std::string>;

// Lines that are described together: `"event":"reopen_log"` and the like; none: of requests.
struct Described {
    Names lines, fields;
};

// What stands between back quotes.
std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> all;
    for (auto at = text.find('`'); at != text.npos; at = text.find('`', at + 1)) {
        auto end = text.find('`', at + 1);
        all.emplace_back(text.substr(at + 1, end - at - 1));
        at = end;
    }
    return all;
}

std::vector<Described> described() {
    auto page = source_text("docs/operate/observe.md");
    std::istringstream lines(page.substr(page.find("## The log")));
    std::vector<Described> all(1);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| `")) continue;
        auto first = names_in(line.substr(0, line.find('|', 1)));
        if (first.front().find('"') == std::string::npos) {
            all[0].fields.insert(first.begin(), first.end());
            continue;
        }
        auto last = names_in(line.substr(line.rfind('|', line.size() - 2)));
        Described other{{first.begin(), first.end()}, {last.begin(), last.end()}};
        other.fields.insert({"time", first.front().substr(1, first.front().find(':') - 2)});
        all.push_back(other);
    }
    return all;
}

// The name by which a line is described; empty for one of a request.
std::string named(json::Value const& line) {
    for (auto const* kind : {"event", "warning"})
        if (auto const* is = line.member(kind))
            return "\"" + std::string(kind) + "\":\"" + *is->text() + "\"";
    return "";
}

// No file of the server grows beyond so many bytes (tests/crash/faults_test.cc).
void set_room(pid_t process, rlim_t bytes) {
    rlimit limit{bytes, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(process, RLIMIT_FSIZE, &limit, nullptr), 0);
}

class LogTest : public ::testing::Test {
 protected:
    LogTest() {
        write_settings("");
        signin::put_in_place(breached(), signin::breached_list({"sesame"}));
        server_.start_under({"/bin/sh", "-c",
                             R"(ulimit -n 600 && trap '' XFSZ && exec "$@" --config "$0" )"
                             R"(--checkpoint-hours 1 --breached-passwords "$0.breached")",
                             settings()});
    }
    std::string settings() const { return folder_.path() + "/usher.toml"; }
    std::string breached() const { return settings() + ".breached"; }
    void write_settings(std::string const& text) const { std::ofstream(settings()) << text; }
    int opens_an_account() {
        auto owner = "o" + std::to_string(++opened_) + "@log.example";
        return server_
            .run({"account", "open", "--name", "A", "--blueprint", "stamps", "--owner", owner})
            .status;
    }

    void requests_and_a_proxy() {
        auto client = server_.client();
        EXPECT_EQ(client.get("/v1/me", {"X-Request-Id: edge-4711"}).status, 401);
        EXPECT_EQ(client.get("/healthz", {"X-Forwarded-For: 203.0.113.7"}).status, 200);
        server_.logged("http.unnamed_proxy");
    }
    void a_mail_that_is_refused() {
        server_.refuse_mail(true);
        EXPECT_EQ(opens_an_account(), 0);
        server_.logged(R"("event":"job","state":"again")");
    }
    void signals() {
        server_.signal(SIGHUP);
        server_.logged("reload_certificate");
        write_settings("no_such_setting = 1\n");
        server_.signal(SIGUSR2);
        server_.logged(R"("event":"restart","state":"failed")");
    }
    void a_list_of_passwords_that_is_none() {
        signin::put_in_place(breached(), "sesame\n");
        auto judged = server_.client().post("/v1/passwords/judge",
                                            json::Object{{"password", "seven herons on ice"}});
        EXPECT_EQ(judged.status, 200);
        server_.logged("breached_passwords");
        signin::put_in_place(breached(), signin::breached_list({"sesame"}));
    }
    void a_checkpoint() {
        server_.steer(hours(2));
        server_.logged("audit_checkpoint");
    }
    void a_full_disk() {
        set_room(server_.process(), 64 * 1024);
        EXPECT_TRUE(waited([&] { return opens_an_account() != 0; })) << "it was never full";
        set_room(server_.process(), RLIM_INFINITY);
    }

    store::TemporaryDirectory folder_;
    Server server_{Server::Start::later};
    int opened_ = 0;
};

TEST_F(LogTest, holds_what_the_documentation_names_and_nothing_else) {
    requests_and_a_proxy();
    a_mail_that_is_refused();
    a_checkpoint();
    a_full_disk();
    a_list_of_passwords_that_is_none();
    signals();  // a successor that fails takes the test's hold on the clock along
    std::map<std::string, Names> seen;  // by line
    std::istringstream log(server_.log());
    for (std::string line; std::getline(log, line);) {
        auto parsed = json::parse(line);
        ASSERT_TRUE(parsed && parsed->object()) << line;
        auto& fields = seen[named(*parsed)];
        for (auto const& [name, value] : *parsed->object()) fields.insert(name);
        EXPECT_TRUE(parsed->member("time")) << line;
    }
    auto all = described();
    all[0].lines = {""};
    ASSERT_GE(all[0].fields.size(), 10u) << "the page is written otherwise now";
    Names lines;
    for (auto const& one : all) {
        Names fields;
        for (auto const& line : one.lines) {
            EXPECT_TRUE(lines.insert(line).second) << line << " is described twice";
            EXPECT_TRUE(seen.contains(line)) << line << " is described and never came";
            fields.insert(seen[line].begin(), seen[line].end());
        }
        if (one.lines.contains(R"("event":"job")")) fields.insert("cause");  // jobs/runner_test.cc
        EXPECT_EQ(fields, one.fields) << "there, and as described: " << *one.lines.begin();
    }
    for (auto const& [line, fields] : seen)
        EXPECT_TRUE(lines.contains(line)) << line << " came and is not described";
}

}  // namespace
}  // namespace usher::testing
