// `usher serve --demo`: what its screen says is true.
#include <gtest/gtest.h>

#include <sstream>

#include "support/account.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

// In front of the server: no mail server is set, and what it prints lies in the file as well.
std::vector<std::string> as_a_trial(std::string const& screen) {
    return {"/bin/bash", "-c", R"(
words=()
while (($#)); do
    case $1 in
        --smtp-url | --mail-from) shift 2 ;;
        *) words+=("$1"); shift ;;
    esac
done
exec "${words[@]}" --demo > >(exec tee -p "$0"))",
            screen};
}

TEST(Demo, everybody_on_the_screen_can_sign_in_and_mails_can_be_read_where_it_says) {
    Server server(Server::Start::later);
    auto file = server.log_file() + ".screen";
    server.start_under(as_a_trial(file));
    std::string screen;
    ASSERT_TRUE(waited([&] {
        screen = support::read_file(file);
        auto last = screen.find("operator@usher.example");
        return last != screen.npos && screen.find('\n', last) != screen.npos;
    })) << screen;
    EXPECT_NE(screen.find("Usher is running at  " + server.url() + "\n"), std::string::npos);
    EXPECT_NE(screen.find("Mails land in        " + server.url() + "/dev/mail\n"),
              std::string::npos)
        << screen;
    int signed_in = 0;
    std::istringstream lines(screen);
    for (std::string line; std::getline(lines, line);) {
        auto at = line.find('@');
        if (!line.starts_with("  ") || at == line.npos) continue;
        auto begins = line.rfind(' ', at) + 1;
        auto email = line.substr(begins, line.find(' ', at) - begins);
        auto password = line.substr(line.rfind(' ') + 1);
        auto in = server.client().post("/v1/sign-in",
                                       json::Object{{"email", email}, {"password", password}});
        EXPECT_EQ(in.status, 200) << line << in.body;
        EXPECT_EQ(in.text("operator"), email.starts_with("operator@") ? "true" : "false");
        ++signed_in;
    }
    EXPECT_EQ(signed_in, 17);
    Answer mails;
    EXPECT_TRUE(waited([&] {
        mails = server.client().get("/dev/mail", {"Accept: application/json"});
        return mails.count("items") >= 4;
    })) << mails.body;
    EXPECT_TRUE(mails.holds("zoe@stamps.example")) << "who is invited has a mail: " << mails.body;
}

}  // namespace
}  // namespace usher::testing
