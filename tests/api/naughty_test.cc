// Texts that have broken programs (R10), in whatever somebody may write: each is kept byte for
// byte, composed and without white space at its ends, or refused with the field's name.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/text.h"
#include "mail/words.h"
#include "support/account.h"
#include "support/naughty.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 9}); }

std::string kept_form(std::string const& text) { return nfc(trimmed(text)); }

// Puts each into a field by `put`, whose answer has it at `path` as what `get` finds then.
struct Field {
    std::string name;  // as an error calls it
    std::string path;  // in both answers
    std::function<Answer(std::string const&)> put;
    std::function<Answer()> get;
};

void expect_kept_or_refused(Field const& field) {
    int kept = 0, refused = 0;
    for (auto const& text : naughty_texts()) {
        auto before = field.get().text(field.path);
        auto answer = field.put(text);
        auto after = field.get().text(field.path);
        if (answer.status == 422) {
            EXPECT_EQ(answer.text("field"), field.name) << answer.body;
            EXPECT_EQ(after, before) << text;
            ++refused;
            continue;
        }
        ASSERT_EQ(answer.status, 200) << text << answer.body;
        EXPECT_EQ(answer.text(field.path), kept_form(text));
        EXPECT_EQ(after, kept_form(text));
        ++kept;
    }
    EXPECT_GT(kept, 100);
    EXPECT_GT(refused, 10);
}

TEST(R10, a_naughty_name_survives_byte_for_byte_or_gets_a_field_error) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    expect_kept_or_refused({"last_name", "last_name",
                            [&](auto& text) {
                                return account.owner.patch(ulf.path(),
                                                           json::Object{{"last_name", text}});
                            },
                            [&] { return account.owner.get(ulf.path()); }});
    EXPECT_EQ(account.owner.get("/users").count("items"), 2U);
    EXPECT_EQ(account.owner.get("/audit").status, 200);
}

TEST(R10, a_naughty_name_of_a_place_survives_byte_for_byte_or_gets_a_field_error) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto place = account.location("L1");
    expect_kept_or_refused({"name", "items.0.name",
                            [&](auto& text) {
                                auto answer = account.owner.patch("/places/" + place,
                                                                  json::Object{{"name", text}});
                                if (answer.status != 200) return answer;
                                EXPECT_EQ(answer.text("name"), kept_form(text));
                                return account.owner.get("/places");
                            },
                            [&] { return account.owner.get("/places"); }});
}

TEST(R10, a_naughty_value_of_an_own_field_survives_byte_for_byte_or_gets_a_field_error) {
    auto account = Server::shared().open("pitneyship", {.plan = "enterprise"});
    auto ulf = account.join("ulf", {"shipper"});
    expect_kept_or_refused({"fields.employee_id", "fields.employee_id",
                            [&](auto& text) {
                                json::Object fields{{"employee_id", text}};
                                return account.owner.patch(ulf.path(),
                                                           json::Object{{"fields", fields}});
                            },
                            [&] { return account.owner.get(ulf.path()); }});
}

// What a reader of the mail sees of it is made harmless (mail::shown), and nothing else is done to
// it: no letter is lost, none breaks out of the place that it has.
TEST(R10, a_naughty_note_arrives_in_the_mail_or_gets_a_field_error) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 2000});
    std::map<std::string, std::string> notes;  // by who gets them
    int refused = 0;
    for (auto const& text : naughty_texts()) {
        auto to = account.address("n" + std::to_string(notes.size()));
        auto sent = account.owner.post("/invitations",
                                       json::Object{{"emails", json::Array{to}}, {"note", text}});
        if (sent.status == 422) {
            EXPECT_EQ(sent.text("field"), "note") << sent.body;
            EXPECT_EQ(account.owner.get("/users?q=" + to).count("items"), 0U) << text;
            ++refused;
            continue;
        }
        ASSERT_EQ(sent.text("sent"), "1") << text << sent.body;
        notes[to] = mail::shown(kept_form(text), mail::note_length);
    }
    EXPECT_GT(notes.size(), 100u);
    EXPECT_GT(refused, 10);
    server.tried_all();
    std::size_t arrived = 0;
    for (auto const& mail : server.mails()) {
        auto note = notes.find(*mail.member("to")->array()->front().text());
        if (note == notes.end()) continue;
        ++arrived;
        auto const& text = *mail.member("text")->text();
        auto const& html = *mail.member("html")->text();
        auto quoted = text.find("\n> ");
        EXPECT_EQ(quoted == text.npos, note->second.empty()) << text;
        if (quoted == text.npos) continue;
        auto line = text.substr(quoted + 3, text.find('\n', quoted + 3) - quoted - 3);
        if (line.ends_with('\r')) line.pop_back();
        EXPECT_EQ(line, note->second);
        EXPECT_NE(html.find(">" + mail::escaped_html(note->second) + "</td>"), html.npos) << html;
    }
    EXPECT_EQ(arrived, notes.size());
}

TEST(R10, a_naughty_search_finds_somebody_or_nobody_and_never_fails) {
    auto account = stamps();
    auto escaped = [](std::string const& text) {
        std::string out;
        char piece[4];
        for (unsigned char c : text) {
            std::snprintf(piece, sizeof piece, "%%%02X", c);
            out += piece;
        }
        return out;
    };
    for (auto const& text : naughty_texts()) {
        auto answer = account.owner.get("/users?q=" + escaped(text));
        EXPECT_TRUE(answer.status == 200 || answer.status == 422 || answer.status == 400)
            << text << answer.status << answer.body.substr(0, 300);
    }
}

TEST(R10, naughty_tokens_and_addresses_never_fail) {
    auto account = stamps();
    int added_count = 0;
    for (auto const& text : naughty_texts()) {
        auto sign_in =
            account.stranger().client.post("/v1/join/look", json::Object{{"token", text}});
        EXPECT_TRUE(sign_in.status == 410 || sign_in.status == 422) << text << sign_in.body;
        auto added = account.owner.post("/users", json::Object{{"email", text}});
        added_count += added.status == 201;  // some are addresses: m\u0131ke@example.com
        EXPECT_TRUE(added.status == 201 || added.status == 422) << text << added.body;
        if (added.status == 422) {
            EXPECT_EQ(added.text("field"), "email") << text;
        }
    }
    EXPECT_LE(added_count, 5);
    EXPECT_EQ(account.owner.get("/seats").text("used"), std::to_string(1 + added_count));
}

}  // namespace
}  // namespace usher::testing
