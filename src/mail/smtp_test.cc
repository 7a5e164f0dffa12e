#include "mail/smtp.h"

#include <gtest/gtest.h>

#include "support/mail_server.h"

namespace usher::mail {
namespace {

using support::MailServer;

constexpr std::string_view link = "https://users.example.com/join#tokentokentoken";

Message message() {
    Message m;
    m.id = JobId{{7}};
    m.to = "tom@northwind.example";
    m.wire =
        "From: <a@b.example>\r\nTo: <tom@northwind.example>\r\nSubject: Hello\r\n"
        "Message-ID: <1@b.example>\r\n\r\nFollow\r\n.\r\n..dots\r\n" +
        std::string(link) + "\r\n";
    return m;
}

SmtpOptions options(MailServer const& server) {
    SmtpOptions o;
    o.url = server.url();
    o.from = "no-reply@users.example.com";
    o.deliver_s = 10;
    return o;
}

Carried carry(SmtpOptions o, Message const& m = message()) {
    auto carrier = SmtpServer::make(std::move(o));
    EXPECT_TRUE(carrier);
    return (*carrier)->carry(m);
}

std::string text(json::Value const& facts, std::string_view name) {
    auto const* member = facts.member(name);
    return member && member->text() ? *member->text() : "";
}

TEST(AMailServer, takes_a_message_as_it_is) {
    MailServer server;
    auto carried = carry(options(server));
    EXPECT_EQ(carried.is, Carried::Is::taken) << carried.why;
    auto taken = server.taken();
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_EQ(text(taken[0], "from"), "no-reply@users.example.com");
    EXPECT_EQ((*taken[0].member("to")->array())[0], json::Value("tom@northwind.example"));
    EXPECT_EQ(text(taken[0], "hello"), "users.example.com");
    EXPECT_EQ(server.bytes(1), message().wire) << "lone dots included";
}

TEST(AMailServer, hears_the_name_that_is_set) {
    MailServer server;
    auto o = options(server);
    o.hello = "usher.example.com";
    EXPECT_EQ(carry(o).is, Carried::Is::taken);
    EXPECT_EQ(text(server.taken()[0], "hello"), "usher.example.com");
}

TEST(AMailServer, takes_an_address_beyond_ascii) {
    MailServer server;
    auto m = message();
    m.to = "jörg@xn--bcher-kva.example";
    EXPECT_EQ(carry(options(server), m).is, Carried::Is::taken);
    EXPECT_EQ((*server.taken()[0].member("to")->array())[0], json::Value(m.to));
}

TEST(AMailServer, that_refuses_the_recipient_ends_it) {
    MailServer server;
    server.switches(R"({"refuse": {"tom@northwind.example": "550 5.1.1 No such user here"}})");
    auto carried = carry(options(server));
    EXPECT_EQ(carried.is, Carried::Is::refused);
    EXPECT_EQ(carried.why, "The mail server said 550 to the recipient: 5.1.1 No such user here");
    EXPECT_TRUE(server.taken().empty());
}

TEST(AMailServer, that_refuses_the_message_ends_it_and_is_not_quoted) {
    MailServer server;
    server.switches(R"({"reply": "554 5.7.1 Spam: {body}"})");
    auto carried = carry(options(server));
    EXPECT_EQ(carried.is, Carried::Is::refused);
    EXPECT_EQ(carried.why, "The mail server said 554 to the message: 5.7.1");
}

TEST(AMailServer, that_asks_for_time_is_tried_again) {
    MailServer server;
    server.switches(R"({"greylist": 1})");
    auto carried = carry(options(server));
    EXPECT_EQ(carried.is, Carried::Is::later);
    EXPECT_EQ(carried.why,
              "The mail server said 451 to the recipient: 4.7.1 Greylisted, try again later");
    EXPECT_EQ(carry(options(server)).is, Carried::Is::taken);
}

TEST(AMailServer, that_does_not_like_our_sender_is_for_the_operator_to_mend) {
    MailServer server;
    server.switches(R"({"sender": "550 5.7.1 Sender not allowed"})");
    EXPECT_EQ(carry(options(server)).is, Carried::Is::later);
}

TEST(AMailServer, that_hangs_up_on_the_message_is_tried_again) {
    MailServer server;
    server.switches(R"({"drop": 1})");
    EXPECT_EQ(carry(options(server)).is, Carried::Is::later);
    EXPECT_EQ(carry(options(server)).is, Carried::Is::taken);
}

TEST(AMailServer, that_is_not_there_is_tried_again) {
    SmtpOptions o;
    o.url = "smtp://127.0.0.1:" + std::to_string(support::free_port());
    o.from = "no-reply@users.example.com";
    auto carried = carry(o);
    EXPECT_EQ(carried.is, Carried::Is::later);
    EXPECT_NE(carried.why.find("at the greeting"), std::string::npos) << carried.why;
}

TEST(AMailServer, that_does_not_answer_in_time_is_tried_again) {
    MailServer server({"--latency-ms", "30000"});
    auto o = options(server);
    o.deliver_s = 1;
    EXPECT_EQ(carry(o).is, Carried::Is::later);
}

// ---- TLS and signing in
// --------------------------------------------------------------------------

struct Tls {
    store::TemporaryDirectory directory;
    std::string certificate = support::make_certificate(directory.path());
};

TEST(AMailServer, with_starttls_and_a_sign_in_gets_both) {
    Tls tls;
    MailServer server(
        {"--certificate", tls.certificate, "--require-tls", "--auth", "usher:pass word"});
    auto o = options(server);
    o.ca_file = tls.certificate;
    o.user = "usher";
    o.password = Secret("pass word");
    auto carried = carry(o);
    EXPECT_EQ(carried.is, Carried::Is::taken) << carried.why;
    auto taken = server.taken();
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_EQ(*taken[0].member("tls"), json::Value(true));
    EXPECT_EQ(text(taken[0], "user"), "usher");
}

TEST(AMailServer, that_is_tried_out_is_known_to_be_protected_or_not) {
    Tls tls;
    MailServer guarded({"--certificate", tls.certificate, "--require-tls", "--auth", "usher:word"});
    auto o = options(guarded);
    o.ca_file = tls.certificate;
    o.user = "usher";
    o.password = Secret("word");
    auto tried = (*SmtpServer::make(o))->try_out();
    EXPECT_TRUE(tried.reached) << tried.why;
    EXPECT_TRUE(tried.protected_);

    MailServer open;
    tried = (*SmtpServer::make(options(open)))->try_out();
    EXPECT_TRUE(tried.reached) << tried.why;
    EXPECT_FALSE(tried.protected_);
}

TEST(AMailServer, with_a_certificate_that_nobody_vouches_for_gets_nothing) {
    Tls tls;
    MailServer server({"--certificate", tls.certificate});
    auto carried = carry(options(server));
    EXPECT_EQ(carried.is, Carried::Is::later);
    EXPECT_TRUE(server.taken().empty());
}

TEST(AMailServer, that_refuses_the_sign_in_is_for_the_operator_to_mend) {
    Tls tls;
    MailServer server({"--certificate", tls.certificate, "--auth", "usher:right"});
    auto o = options(server);
    o.ca_file = tls.certificate;
    o.user = "usher";
    o.password = Secret("wrong-password");
    auto carried = carry(o);
    EXPECT_EQ(carried.is, Carried::Is::later);
    EXPECT_EQ(carried.why.find("wrong-password"), std::string::npos);
    EXPECT_TRUE(server.taken().empty());
}

TEST(AMailServer, without_tls_gets_no_password) {
    MailServer server({"--auth", "usher:password"});
    auto o = options(server);
    o.user = "usher";
    o.password = Secret("password");
    o.clear_text_allowed = true;
    EXPECT_EQ(carry(o).is, Carried::Is::later) << "even where clear text is allowed for mail";
    EXPECT_TRUE(server.taken().empty());
}

TEST(TheAddressOfAMailServer, is_a_scheme_a_host_and_a_port) {
    for (auto good : {"smtp://mail.example.com", "smtps://mail.example.com:465", "smtp://[::1]:25",
                      "smtp://127.0.0.1:2525/"})
        EXPECT_TRUE(SmtpServer::make({.url = good})) << good;
    for (auto bad :
         {"", "mail.example.com", "http://mail.example.com", "smtp://", "file:///etc/passwd",
          "smtp://user:password@mail.example.com", "smtp://mail.example.com/path",
          "smtp://mail.example.com?x", "smtp://mail.example.com:99999"}) {
        auto refused = SmtpServer::make({.url = bad});
        ASSERT_FALSE(refused) << bad;
        EXPECT_EQ(refused.error().key, "mail.smtp_url");
    }
}

TEST(TheCertificatesForAMailServer, are_there_at_start) {
    auto refused = SmtpServer::make({.url = "smtp://localhost", .ca_file = "/nowhere/ca.pem"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "mail.ca_file");
    EXPECT_NE(refused.error().detail.find("/nowhere/ca.pem"), std::string::npos);
    Tls tls;
    EXPECT_TRUE(SmtpServer::make({.url = "smtp://localhost", .ca_file = tls.certificate}));
}

}  // namespace
}  // namespace usher::mail
