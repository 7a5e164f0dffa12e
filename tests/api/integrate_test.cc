// docs/integrate.md is true: each of its commands is run, and answers as the page says.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "support/account.h"
#include "support/source_file.h"

namespace usher::testing {
namespace {

constexpr std::string_view fence = "```";
constexpr std::string_view anything = "…";
// Up to here nobody has joined the account; from here on its first user has.
constexpr std::string_view joined = "<!-- the link was followed meanwhile -->";

// Commands, and the answers that stand below them, if any do.
struct Step {
    std::string commands, answers;
};

std::vector<Step> steps_of(std::string_view page) {
    std::vector<Step> steps;
    for (auto at = page.find(fence); at != std::string_view::npos; at = page.find(fence, at)) {
        auto line = page.find('\n', at);
        auto end = page.find(fence, line);
        auto kind = page.substr(at + fence.size(), line - at - fence.size());
        auto body = std::string(page.substr(line + 1, end - line - 1));
        at = end + fence.size();
        if (kind == "sh")
            steps.push_back({std::move(body), ""});
        else if (!steps.empty())
            steps.back().answers = std::move(body);
    }
    return steps;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// `said` is as `expected` has it, whatever stands for "…".
bool fits(std::string_view expected, std::string_view said) {
    for (bool first = true; !expected.empty(); first = false) {
        auto gap = std::min(expected.find(anything), expected.size());
        auto piece = expected.substr(0, gap);
        if (gap == expected.size()) return first ? said == piece : said.ends_with(piece);
        auto found = said.find(piece);
        if (found == std::string_view::npos || (first && found != 0)) return false;
        said.remove_prefix(found + piece.size());
        expected.remove_prefix(gap + anything.size());
    }
    return true;
}

class Shell {
 public:
    explicit Shell(Server const& server) : server_(server) {
        std::string folder = folder_.path() + "/bin";
        EXPECT_EQ(std::system(("mkdir " + folder).c_str()), 0);
        EXPECT_EQ(symlink(program().c_str(), (folder + "/usher").c_str()), 0);
        setenv("PATH", (folder + ":" + std::getenv("PATH")).c_str(), 1);
        setenv("USHER", server_.url().c_str(), 1);
        setenv("DATA", server_.data().c_str(), 1);
    }

    // What each step printed. Variables and functions live on to the next call.
    std::vector<std::string> run(std::vector<Step> const& steps) {
        auto path = folder_.path() + "/script";
        std::ofstream script(path);
        script << "set -eu\n" << state_;
        for (auto const& step : steps)
            script << step.commands << "\nprintf '\\n" << mark << "\\n'\n";
        script << "declare -p KEY USHER DATA; declare -f\n";
        script.close();
        auto said = output_of("bash " + path + " 2>&1");
        std::vector<std::string> parts;
        for (std::size_t n = 0; n < steps.size(); ++n) {
            auto end = said.find(mark);
            if (end == std::string::npos) break;
            parts.push_back(said.substr(0, end));
            said.erase(0, end + mark.size());
        }
        state_ = said + "\n";
        EXPECT_EQ(parts.size(), steps.size()) << "a command failed: " << said;
        return parts;
    }

 private:
    static constexpr std::string_view mark = "-- end of the step --";

    static std::string output_of(std::string const& command) {
        std::string all;
        std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
        std::array<char, 4096> buffer{};
        while (auto got = fread(buffer.data(), 1, buffer.size(), pipe.get()))
            all.append(buffer.data(), got);
        return all;
    }

    Server const& server_;
    store::TemporaryDirectory folder_;
    std::string state_;
};

void expect_answers(std::vector<Step> const& steps, std::vector<std::string> const& said) {
    for (std::size_t n = 0; n < std::min(steps.size(), said.size()); ++n) {
        if (steps[n].answers.empty()) continue;
        auto expected = lines_of(steps[n].answers), got = lines_of(said[n]);
        ASSERT_EQ(got.size(), expected.size()) << steps[n].commands << said[n];
        for (std::size_t i = 0; i < got.size(); ++i)
            EXPECT_TRUE(fits(expected[i], got[i])) << expected[i] << "\nis not\n" << got[i];
    }
}

// As a browser does: follows the mailed link and chooses a password.
void join(Server& server, std::string const& email, std::string const& password) {
    auto client = server.client();
    auto token = server.token_to(email);
    auto answer = client.post("/v1/join", json::Object{{"token", token},
                                                       {"first_name", "Ada"},
                                                       {"last_name", "Fern"},
                                                       {"password", password}});
    ASSERT_EQ(answer.status, 200) << answer.body;
}

TEST(Integrate, each_command_of_the_page_answers_as_the_page_says) {
    auto page = source_text("docs/integrate.md");
    auto cut = page.find(joined);
    ASSERT_NE(cut, std::string::npos);
    auto before = steps_of(std::string_view(page).substr(0, cut));
    auto after = steps_of(std::string_view(page).substr(cut));
    EXPECT_GE(before.size() + after.size(), 10u);

    auto& server = Server::shared();
    std::string email = "ada@fernhill.example", password = "seven herons on thin ice";
    setenv("ACCOUNT", "fernhill-books", 1);
    setenv("EMAIL", email.c_str(), 1);
    setenv("PASSWORD", password.c_str(), 1);
    Shell shell(server);
    expect_answers(before, shell.run(before));
    ASSERT_NO_FATAL_FAILURE(join(server, email, password));
    expect_answers(after, shell.run(after));
    EXPECT_EQ(server.mails_to("mira@fernhill.example"), 1u) << "the repeated request sent none";
}

TEST(Integrate, what_differs_is_seen) {
    EXPECT_TRUE(fits("{…\"why\":\"role:admin\"}", R"({"allowed":true,"why":"role:admin"})"));
    EXPECT_FALSE(fits(R"({"allowed":true…)", R"({"allowed":false,"why":"role:admin"})"));
    EXPECT_FALSE(fits(R"(…"why":"no_role"})", R"({"why":"no_role","more":1})"));
    EXPECT_FALSE(fits("1", "12"));
    EXPECT_TRUE(fits("…", "anything at all"));
}

}  // namespace
}  // namespace usher::testing
