#include "mail/mailbox.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "mail/routes.h"
#include "store/testing.h"

namespace usher::mail {
namespace {

Message message(std::uint8_t number, std::string to = "tom@northwind.example") {
    Message m;
    m.id.bytes[0] = number;
    m.id.bytes[15] = 1;
    m.at = Time{number};
    m.to = std::move(to);
    m.subject = "Number <" + std::to_string(number) + ">";
    m.text = "Follow https://users.example.com/join#x";
    m.html = "<p>Follow \"this\"</p>";
    return m;
}

class Mailboxes : public ::testing::Test {
 protected:
    void keep(Message const& m) { EXPECT_EQ(mailbox_.carry(m).is, Carried::Is::taken); }
    std::vector<Mail> all(std::string_view to = "") {
        return *test_->read([&](store::Snapshot& s) { return newest(s, to, 5000); });
    }

    store::TestStore test_;
    BuiltInMailbox mailbox_{*test_};
};

TEST_F(Mailboxes, show_the_newest_first) {
    keep(message(1));
    keep(message(3));
    keep(message(2, "ada@northwind.example"));
    ASSERT_EQ(all().size(), 3u);
    EXPECT_EQ(all()[0].subject, "Number <3>");
    EXPECT_EQ(all()[2].subject, "Number <1>");
    ASSERT_EQ(all("ada@northwind.example").size(), 1u);
}

TEST_F(Mailboxes, keep_a_message_once) {
    keep(message(1));
    keep(message(1));
    EXPECT_EQ(all().size(), 1u);
}

TEST_F(Mailboxes, keep_the_newest_thousand) {
    for (int i = 0; i < mailbox_keeps + 20; ++i) {
        auto m = message(static_cast<std::uint8_t>(i >> 8));
        m.id.bytes[1] = static_cast<std::uint8_t>(i);
        m.subject = std::to_string(i);
        keep(m);
    }
    auto kept = all();
    ASSERT_EQ(kept.size(), 1000u);
    EXPECT_EQ(kept.back().subject, "20");
}

// ---- /dev/mail
// -----------------------------------------------------------------------------------

struct Ask {
    std::string target = "/dev/mail";
    std::string public_url = "http://localhost:8080";
    std::string host = "localhost:8080";
    std::string address = "127.0.0.1";
    std::vector<std::pair<std::string, std::string>> headers = {};
};

class DevMail : public Mailboxes {
 protected:
    http::Response ask(Ask a) {
        http::Router router;
        add_routes(router, {.public_url = a.public_url});
        a.headers.emplace_back("host", a.host);
        http::Request request({.method = http::Method::get,
                               .target = a.target,
                               .headers = a.headers,
                               .body = {},
                               .address = a.address},
                              RequestId{}, *test_);
        return router.dispatch(request);
    }
    http::Response ask_json(Ask a) {
        a.headers.emplace_back("accept", "application/json");
        return ask(std::move(a));
    }
};

TEST_F(DevMail, is_a_list_for_programs) {
    keep(message(1));
    keep(message(2, "ada@northwind.example"));
    auto answer = ask_json({});
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto list = json::parse(answer.body);
    auto const& items = *list->member("items")->array();
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(*items[0].member("to"), json::Value("ada@northwind.example"));
    EXPECT_EQ(*items[1].member("text"), json::Value("Follow https://users.example.com/join#x"));
    EXPECT_EQ(*items[1].member("html"), json::Value("<p>Follow \"this\"</p>"));
    auto one = ask_json({.target = "/dev/mail?to=tom@northwind.example&limit=1"});
    EXPECT_EQ(json::parse(one.body)->member("items")->array()->size(), 1u);
}

TEST_F(DevMail, is_a_page_for_people) {
    keep(message(1));
    auto list = ask({});
    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(list.content_type, "text/html; charset=utf-8");
    EXPECT_NE(list.body.find("Number &lt;1&gt;"), std::string::npos);
    auto mail = ask({.target = "/dev/mail/" + all()[0].id.text()});
    EXPECT_EQ(mail.status, 200);
    EXPECT_NE(mail.body.find("srcdoc=\"&lt;p&gt;Follow &quot;this&quot;&lt;/p&gt;\""),
              std::string::npos);
    EXPECT_NE(mail.body.find("sandbox="), std::string::npos);
}

TEST_F(DevMail, has_no_mail_that_is_not_there) {
    for (auto target : {"/dev/mail/eml_06g0000000000000000000000g", "/dev/mail/x"})
        EXPECT_EQ(ask({.target = target}).status, 404) << target;
}

TEST_F(DevMail, is_not_there_where_usher_is_public) {
    keep(message(1));
    for (auto url : {"https://users.example.com", "https://localhost.example.com", ""})
        EXPECT_EQ(ask({.public_url = url}).status, 404) << url;
    auto target = "/dev/mail/" + all()[0].id.text();
    EXPECT_EQ(ask({.target = target, .public_url = "https://users.example.com"}).status, 404);
}

TEST_F(DevMail, is_not_there_for_a_forwarded_request) {
    for (auto header : {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"})
        EXPECT_EQ(ask({.headers = {{header, "127.0.0.1"}}}).status, 404) << header;
}

TEST_F(DevMail, is_not_there_for_another_machine) {
    EXPECT_EQ(ask({.address = "10.0.0.7"}).status, 404);
}

TEST_F(DevMail, is_not_there_by_a_name_that_was_rebound_to_this_machine) {
    EXPECT_EQ(ask({.host = "rebound.evil.example:8080"}).status, 404);
}

}  // namespace
}  // namespace usher::mail
