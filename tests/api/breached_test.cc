// A list of breached passwords that the operator names (docs/operate.md), through the real program.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "signin/breached_testing.h"
#include "support/account.h"

namespace usher::testing {
namespace {

using signin::breached_list;
using signin::put_in_place;

constexpr char const* known = "seven herons on ice";
constexpr char const* good = "a kettle by the window";

class BreachedList : public ::testing::Test {
 protected:
    BreachedList() { put_in_place(path(), breached_list({known, "nobody chose this"})); }
    std::string path() const { return folder_.path() + "/breached"; }
    // What the form is told while somebody types.
    static std::string judged(Server& server, std::string const& password) {
        auto answer =
            server.client().post("/v1/passwords/judge", json::Object{{"password", password}});
        EXPECT_EQ(answer.status, 200);
        return answer.text("refused");
    }
    static void expect_refused(Answer const& answer, std::string const& field) {
        EXPECT_EQ(answer.status, 422);
        EXPECT_EQ(answer.code(), "passwords.breached");
        EXPECT_EQ(answer.text("field"), field);
        EXPECT_FALSE(answer.holds(known));
    }

    store::TemporaryDirectory folder_;
};

TEST_F(BreachedList, refuses_a_password_wherever_one_is_chosen_and_nothing_has_changed) {
    Server server({"--breached-passwords", path()});
    auto account = server.open("stamps", {.plan = "premier", .seats = 20});
    EXPECT_EQ(judged(server, known), "passwords.breached");
    EXPECT_EQ(judged(server, good), "");

    account.invite("mia", {.roles = {"user"}});
    auto email = account.address("mia");
    auto guest = server.client();
    auto join = [&](std::string const& password) {
        return guest.post("/v1/join",
                          json::Object{{"token", server.token_to(email)}, {"password", password}});
    };
    expect_refused(join(known), "password");
    EXPECT_EQ(guest.get("/v1/me").status, 401) << "signed in as nobody";
    EXPECT_EQ(join(good).status, 200) << "the link lives";

    auto changed = guest.put("/v1/me/password", json::Object{{"current", good}, {"new", known}});
    expect_refused(changed, "new");
    EXPECT_EQ(guest.get("/v1/me").status, 200) << "no session ended";

    EXPECT_EQ(server.client().post("/v1/forgot", json::Object{{"email", email}}).status, 204);
    auto token = server.token_to(email, 2);
    auto reset = [&](std::string const& password) {
        return server.client().post("/v1/reset",
                                    json::Object{{"token", token}, {"password", password}});
    };
    expect_refused(reset(known), "password");
    EXPECT_EQ(server.client()
                  .post("/v1/sign-in", json::Object{{"email", email}, {"password", good}})
                  .status,
              200)
        << "the old one stays";
    EXPECT_EQ(reset("eight lanterns at sea").status, 204) << "the link lives";
}

TEST_F(BreachedList, may_be_replaced_taken_away_and_spoilt_while_the_server_runs) {
    Server server({"--breached-passwords", path()});
    put_in_place(path(), breached_list({good}));
    EXPECT_EQ(judged(server, good), "passwords.breached");
    EXPECT_EQ(judged(server, known), "");
    server.logged(R"("event":"breached_passwords","state":"done"})");

    std::filesystem::remove(path());
    server.signal(SIGHUP);
    server.logged(
        R"("event":"breached_passwords","state":"failed","why":"passwords.breached names)");
    EXPECT_EQ(judged(server, good), "passwords.breached") << "by the file that was";

    put_in_place(path(), breached_list({known}));
    EXPECT_EQ(judged(server, known), "passwords.breached");
    std::ofstream(path()) << "spoilt\n";
    EXPECT_EQ(judged(server, known), "") << "nobody is refused because of the file";
    EXPECT_EQ(judged(server, "password123"), "passwords.too_common") << "the other rules go on";
    server.logged("which has no such line at byte 0");
}

TEST_F(BreachedList, that_cannot_be_used_is_refused_at_start_before_anything_is_made) {
    Server server(Server::Start::later);
    auto refusal = [&](std::string const& list) {
        auto refused = server.run({"serve", "--port", "0", "--breached-passwords", list});
        EXPECT_NE(refused.status, 0);
        EXPECT_NE(refused.err.find("passwords.breached names " + list), std::string::npos);
        EXPECT_NE(refused.err.find("it must be a readable file"), std::string::npos);
        EXPECT_FALSE(std::filesystem::exists(server.data()));
        return refused.err;
    };
    EXPECT_NE(refusal(folder_.path()).find("is a folder"), std::string::npos);
    EXPECT_NE(refusal("/nowhere").find("cannot be opened"), std::string::npos);
    put_in_place(path(), "");
    EXPECT_NE(refusal(path()).find("is empty"), std::string::npos);
    put_in_place(path(), "letmein\n");
    EXPECT_NE(refusal(path()).find("(passwords.list_unusable)"), std::string::npos);
}

}  // namespace
}  // namespace usher::testing
