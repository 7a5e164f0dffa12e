#include "mail/compose.h"

#include <gtest/gtest.h>

namespace usher::mail {
namespace {

Catalogue const& catalogue() {
    static auto const loaded = Catalogue::load(locales());
    return *loaded;
}

Email address(std::string_view text) { return *Email::parse(text); }

Letter invitation() {
    Letter letter{.to = address("tom@northwind.example")};
    letter.recipient_name = "Tom";
    letter.text = "mail.invitation";
    letter.product = "Stamps.com";
    letter.params = {{"inviter", "Ada Lovelace"}, {"account", "Northwind"}};
    letter.expires = Time{1'795'262'400'000 + days(7).ms};
    letter.link = Secret("https://users.example.com/join#abc&def");
    return letter;
}

Sender sender() { return {.name = {}, .address = address("no-reply@users.example.com")}; }

constexpr Time posted{1'795'262'400'000};
JobId const job = *JobId::parse("job_06g0000000000000000000000g");

Message composed(Letter const& letter) {
    auto message = compose(catalogue(), letter, sender(), job, posted);
    EXPECT_TRUE(message) << message.error().detail;
    return message ? *message : Message{};
}

bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

TEST(AnInvitation, says_who_invites_whom_to_what_until_when) {
    auto message = composed(invitation());
    EXPECT_EQ(message.subject, "Join Northwind on Stamps.com");
    for (auto part : {"Hello Tom,", "Ada Lovelace invites you to use Stamps.com with Northwind.",
                      "28 November 2026, 12:00 UTC"}) {
        EXPECT_TRUE(has(message.text, part)) << part;
        EXPECT_TRUE(has(message.html, part)) << part;
    }
    EXPECT_TRUE(has(message.text, "\nhttps://users.example.com/join#abc&def\n"));
    EXPECT_TRUE(has(message.html, "href=\"https://users.example.com/join#abc&amp;def\""));
    EXPECT_FALSE(has(message.text, "adds:"));
}

TEST(AMessage, shows_times_by_the_clock_of_its_reader_and_names_the_zone) {
    auto letter = invitation();
    for (auto [zone, shown] :
         {std::pair{"Europe/Berlin", "28 November 2026, 13:00 (Europe/Berlin)"},
          {"Asia/Kolkata", "28 November 2026, 17:30 (Asia/Kolkata)"},
          {"Pacific/Auckland", "29 November 2026, 01:00 (Pacific/Auckland)"},
          {"America/New_York", "28 November 2026, 07:00 (America/New York)"},
          {"Mars/Olympus", "28 November 2026, 12:00 UTC"}}) {
        letter.zone = zone;
        auto message = composed(letter);
        EXPECT_TRUE(has(message.text, shown)) << message.text;
        EXPECT_TRUE(has(message.html, shown)) << zone;
    }
    letter.zone = "Europe/Berlin";
    letter.language = "de";
    EXPECT_TRUE(has(composed(letter).text, "28. November 2026, 13:00 Uhr (Europe/Berlin)"));
}

TEST(AnInvitation, carries_a_note_as_a_quotation) {
    auto letter = invitation();
    letter.params.push_back({"note", "See you\nMonday"});
    auto message = composed(letter);
    EXPECT_TRUE(has(message.text, "Ada Lovelace adds:\n> See you Monday\n"));
    EXPECT_TRUE(has(message.html, "See you Monday"));
}

TEST(AnInvitation, says_the_product_s_name_as_it_is_and_nobody_else_s) {
    auto letter = invitation();
    letter.params = {{"inviter", "Stamps.com"}, {"account", "Stamps.co"}};
    EXPECT_TRUE(
        has(composed(letter).text, "Stamps.com invites you to use Stamps.com with Stamps. co."));
}

// "opening": the account's first user; "account": the command line. Neither is somebody.
TEST(AnInvitation, that_no_person_of_the_account_sends_names_none) {
    auto letter = invitation();
    letter.params = {{"inviter", "Northwind"}, {"account", "Northwind"}, {"note", "Hi"}};
    for (auto const* language : {"en", "de"}) {
        for (auto const* by : {"opening", "account"}) {
            letter.language = language;
            letter.params.push_back({"by", by});
            auto message = composed(letter);
            letter.params.pop_back();
            for (auto const* clumsy : {"Northwind invites", "Northwind entered", "Northwind adds",
                                       "Northwind lädt", "weil Northwind", "Northwind schreibt"}) {
                EXPECT_FALSE(has(message.text, clumsy)) << language << by << message.text;
                EXPECT_FALSE(has(message.html, clumsy)) << language << by;
            }
            EXPECT_TRUE(has(message.text, "Northwind")) << by;
        }
    }
}

TEST(ALetter, about_what_the_provider_asks_speaks_of_no_administrator) {
    for (auto const* text :
         {"mail.password_reset_by_admin", "mail.email_change", "mail.email_changing"}) {
        auto letter = invitation();
        letter.text = text;
        letter.params = {{"admin", "Northwind"},
                         {"account", "Northwind"},
                         {"email", "tom@northwind.example"},
                         {"by", "provider"}};
        EXPECT_TRUE(has(composed(letter).text, "The provider of Stamps.com ")) << text;
        EXPECT_FALSE(has(composed(letter).text, "Northwind, an administrator")) << text;
        letter.language = "de";
        EXPECT_TRUE(has(composed(letter).text, "Der Anbieter von Stamps.com ")) << text;
        letter.params.pop_back();
        letter.params[0].value = "Ada";
        EXPECT_TRUE(has(composed(letter).text, "Ada")) << "a person, where nothing is said";
    }
}

TEST(AnInvitation, to_somebody_without_a_name_has_no_greeting) {
    auto letter = invitation();
    letter.recipient_name = "";
    EXPECT_FALSE(has(composed(letter).text, "Hello"));
    EXPECT_TRUE(has(composed(letter).wire, "\r\nTo: <tom@northwind.example>\r\n"));
}

TEST(AMessage, calls_a_role_what_the_reader_s_pages_call_it) {
    auto letter = invitation();
    letter.text = "mail.ownership_given";
    letter.params = {{"account", "Northwind"},
                     {"old", "Olga"},
                     {"role", "Account Owner"},
                     {"role_path", "blueprint.postmark.roles.owner.label"}};
    EXPECT_EQ(composed(letter).subject, "You are now Account Owner of Northwind");
    letter.language = "de";
    EXPECT_EQ(composed(letter).subject, "Sie haben jetzt die Rolle Kontoinhaber in Northwind");
    letter.params.back().value = "blueprint.postmark.roles.made-by-them.label";
    EXPECT_EQ(composed(letter).subject, "Sie haben jetzt die Rolle Account Owner in Northwind");
}

TEST(AMessage, has_the_headers_that_keep_robots_from_answering) {
    auto wire = composed(invitation()).wire;
    for (auto header :
         {"\r\nAuto-Submitted: auto-generated\r\n", "\r\nX-Auto-Response-Suppress: All\r\n",
          "\r\nMessage-ID: <job_06g0000000000000000000000g@users.example.com>\r\n",
          "\r\nMIME-Version: 1.0\r\n", "\r\nContent-Language: en\r\n",
          "\r\nTo: Tom <tom@northwind.example>\r\n",
          "From: =?UTF-8?Q?Stamps=2Ecom?= <no-reply@users.example.com>\r\n"})
        EXPECT_TRUE(has(wire, header)) << header;
    EXPECT_TRUE(wire.starts_with("Date: Sat, 21 Nov 2026 12:00:00 +0000\r\n"));
}

TEST(AMessage, is_the_same_each_time) {
    EXPECT_EQ(composed(invitation()).wire, composed(invitation()).wire);
}

TEST(AMessage, goes_to_the_stored_address_with_its_domain_in_ascii) {
    auto letter = invitation();
    letter.to = address("Jörg.Groß@Bücher.example");
    auto message = composed(letter);
    EXPECT_EQ(message.to, "Jörg.Groß@xn--bcher-kva.example");
}

TEST(AMessage, to_an_address_that_breaks_out_is_not_written) {
    auto letter = invitation();
    letter.to = Email::stored("a@b.example>\r\nBcc: <c@d.example", "a@b.example");
    auto refused = compose(catalogue(), letter, sender(), job, posted);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "mail.address");
}

TEST(Threat15, chosen_words_bring_no_link_no_tag_and_no_header_into_a_mail) {
    auto evil = "<a href=\"https://evil.com\">click</a>\r\nBcc: victims@evil.com\r\n\r\n\u202E";
    Letter letter = invitation();
    letter.recipient_name = evil;
    letter.params = {{"inviter", evil}, {"account", evil}, {"note", evil}};
    auto message = composed(letter);
    EXPECT_FALSE(has(message.html, "<a href=\"https://evil"));
    EXPECT_FALSE(has(message.html, "evil.com"));
    EXPECT_FALSE(has(message.text, "evil.com"));
    EXPECT_FALSE(has(message.text, "https://evil"));
    EXPECT_FALSE(has(message.subject, "evil.com"));
    EXPECT_FALSE(has(message.text, "\u202E"));
    // The head ends once: nothing of it moved into the body.
    auto head = message.wire.substr(0, message.wire.find("\r\n\r\n"));
    EXPECT_TRUE(has(head, "boundary="));
    EXPECT_FALSE(has(head, "\nBcc:"));
}

TEST(Threat15, long_words_do_not_push_ours_out_of_sight) {
    auto letter = invitation();
    letter.params = {{"inviter", std::string(10'000, 'x')},
                     {"account", std::string(10'000, 'y')},
                     {"note", std::string(10'000, 'z')}};
    EXPECT_LT(composed(letter).text.size(), 3000u);
}

TEST(ALetter, without_a_param_or_a_text_is_found_out_before_it_is_posted) {
    auto letter = invitation();
    letter.params.pop_back();
    EXPECT_EQ(check_letter(catalogue(), letter).error().key, "mail.no_param");
    letter = invitation();
    letter.expires.reset();
    EXPECT_EQ(check_letter(catalogue(), letter).error().key, "mail.no_param");
    letter.text = "mail.nothing";
    EXPECT_EQ(check_letter(catalogue(), letter).error().key, "mail.no_text");
}

TEST(ASender, is_an_address_with_or_without_a_name) {
    auto plain = parse_sender("no-reply@example.com");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->name, "");
    auto named = parse_sender(" \"Usher, Inc.\" <no-reply@example.com> ");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->name, "Usher, Inc.");
    EXPECT_EQ(named->address.address(), "no-reply@example.com");
    for (auto bad : {"", "Usher", "Usher <>", "Usher <a@b.example", "a@b.example>",
                     "a\r\nb <a@b.example>", "a@b.example, c@d.example"})
        EXPECT_EQ(parse_sender(bad).error().key, "mail.sender") << bad;
}

}  // namespace
}  // namespace usher::mail
