// Strings that have broken programs (tests/naughty_strings.txt) through everything in base that
// takes a stranger's text: each comes through unharmed, or is refused in words.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/email.h"
#include "base/fields.h"
#include "base/json.h"
#include "base/text.h"
#include "support/source_file.h"

namespace usher {
namespace {

struct Line {
    std::string json;
    bool refused;
};

// \xNN as the byte that it stands for.
std::string with_bytes(std::string_view line) {
    std::string bytes;
    for (std::size_t i = 0; i < line.size(); ++i) {
        bool byte = line.substr(i, 2) == "\\x" && i + 4 <= line.size();
        bytes += byte
                     ? static_cast<char>(std::stoi(std::string(line.substr(i + 2, 2)), nullptr, 16))
                     : line[i];
        if (byte) i += 3;
    }
    return bytes;
}

std::vector<Line> lines() {
    std::vector<Line> found;
    bool refused = false;
    auto file = testing::source_text("tests/naughty_strings.txt");
    for (std::string_view rest = file; !rest.empty();) {
        auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.starts_with("//")) continue;
        if (line.starts_with("# ")) {
            refused = line.starts_with("# refused");
        } else {
            found.push_back({refused ? with_bytes(line) : std::string(line), refused});
        }
    }
    return found;
}

std::vector<std::string> good_strings() {
    std::vector<std::string> strings;
    for (auto const& line : lines())
        if (auto value = json::parse(line.json); value && value->text())
            strings.push_back(*value->text());
    return strings;
}

struct Note {
    [[maybe_unused]] static constexpr std::string_view schema = "Note";
    std::string line;
    std::string lines;
    Secret secret;
};
void fields(FieldVisitor& v, Note& dto) {
    v.field("line", dto.line, {.required = false});
    v.field("lines", dto.lines, {.required = false, .one_line = false});
    v.field("secret", dto.secret, {.required = false, .max = 10'000});
}

TEST(NaughtyStrings, are_many_of_each_kind) {
    auto all = lines();
    auto refused = std::ranges::count_if(all, &Line::refused);
    EXPECT_GT(all.size(), 250u);
    EXPECT_GT(refused, 40);
}

TEST(NaughtyStrings, survive_json_byte_for_byte_or_are_refused_with_their_place) {
    for (auto const& line : lines()) {
        auto read = json::parse(line.json);
        ASSERT_EQ(bool(read), !line.refused) << line.json;
        if (!read) {
            EXPECT_EQ(read.error().key, "json.malformed");
            EXPECT_NE(read.error().detail.find("Line 1, column "), std::string::npos)
                << read.error().detail;
            EXPECT_TRUE(fits_one_line(read.error().detail)) << line.json;
            continue;
        }
        auto written = json::text(*read);
        auto again = json::parse(written);
        ASSERT_TRUE(again) << written;
        EXPECT_EQ(*again->text(), *read->text());
        EXPECT_EQ(written.find_first_of(std::string_view("\0\n\r\t\x1b\x7f", 6)), written.npos);
    }
}

TEST(NaughtyStrings, survive_json_as_keys) {
    for (auto const& string : good_strings()) {
        json::Value object(json::Object{{string, string}});
        auto again = json::parse(json::text(object));
        ASSERT_TRUE(again) << string;
        EXPECT_EQ(*again, object);
    }
}

TEST(NaughtyStrings, fold_to_text_that_folds_to_itself) {
    for (auto const& string : good_strings()) {
        auto folded = search_fold(string);
        EXPECT_TRUE(well_formed(folded)) << string;
        EXPECT_EQ(search_fold(folded), folded);
        EXPECT_EQ(search_fold(nfc(string)), folded) << string;
        EXPECT_EQ(nfc(nfc(string)), nfc(string));
        EXPECT_EQ(trimmed(trimmed(string)), trimmed(string));
    }
}

TEST(NaughtyStrings, are_taken_by_fields_whole_or_refused_in_words) {
    for (auto const& string : good_strings())
        for (auto field : {"line", "lines"}) {
            auto read = read_fields<Note>(json::Object{{field, string}});
            if (read) {
                auto& taken = field == std::string_view("line") ? read->line : read->lines;
                EXPECT_EQ(taken, nfc(trimmed(string)));
            } else {
                EXPECT_TRUE(read.error().key == "field.characters" ||
                            read.error().key == "field.too_long")
                    << read.error().key;
                EXPECT_EQ(read.error().field, field);
            }
        }
}

TEST(NaughtyStrings, are_secrets_as_they_are) {
    for (auto const& string : good_strings()) {
        auto read = read_fields<Note>(json::Object{{"secret", string}});
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(read->secret.reveal(), string);
    }
}

TEST(NaughtyStrings, are_unknown_fields_that_are_named_in_one_line) {
    for (auto const& string : good_strings()) {
        auto read = read_fields<Note>(json::Object{{string, 1}});
        ASSERT_FALSE(read);
        EXPECT_TRUE(fits_one_line(read.error().detail)) << string;
        EXPECT_LT(read.error().detail.size(), 200u);
    }
}

TEST(NaughtyStrings, are_no_times_and_no_ids) {
    for (auto const& string : good_strings()) {
        EXPECT_FALSE(parse_time(string)) << string;
        EXPECT_FALSE(UserId::parse(string)) << string;
        EXPECT_FALSE(token_digest(string)) << string;
    }
}

TEST(NaughtyStrings, are_addresses_with_one_key_or_refused_in_one_line) {
    for (auto const& string : good_strings())
        for (auto const& text : {string, string + "@example.com", "ada@" + string + ".com"}) {
            auto email = Email::parse(text);
            if (!email) {
                EXPECT_TRUE(fits_one_line(email.error().detail)) << text;
                EXPECT_LT(email.error().detail.size(), 500u);
                continue;
            }
            EXPECT_EQ(Email::parse(email->address())->key(), email->key());
            auto again = Email::parse(email->key());
            ASSERT_TRUE(again) << text;
            EXPECT_EQ(again->key(), email->key());
        }
}

}  // namespace
}  // namespace usher
