#include "blueprints/section.h"

#include <algorithm>

#include "base/text.h"

namespace usher::blueprints {
namespace {

constexpr std::string_view id_form =
    "An id is a small letter and up to 39 small letters, digits, _ or -.";
constexpr std::string_view permission_form =
    "A permission is two such words in quotation marks: \"orders.view\".";

bool contains(std::vector<std::string_view> const& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool id_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string range_text(Range range) {
    return "A whole number from " + std::to_string(range.min) + " to " + std::to_string(range.max) +
           " is expected.";
}

}  // namespace

bool is_id(std::string_view word) {
    return !word.empty() && word.size() <= 40 && word[0] >= 'a' && word[0] <= 'z' &&
           std::all_of(word.begin(), word.end(), id_letter);
}

bool is_permission(std::string_view word) {
    auto dot = word.find('.');
    return dot != std::string_view::npos && is_id(word.substr(0, dot)) &&
           is_id(word.substr(dot + 1));
}

bool Vocabulary::has(std::string_view word) const { return contains(words, word); }

Section::Section(Faults& faults, Spot spot, Table const& table)
    : faults_(faults), spot_(std::move(spot)), table_(table) {}

void Section::close() {
    for (auto const& entry : table_) {
        if (contains(asked_, entry.key)) continue;
        auto guess = did_you_mean(entry.key, asked_);
        if (guess.empty()) guess = " It may have " + one_of(asked_) + '.';
        fault(Spot{entry.at, dotted(spot_.path, entry.key)}, "unknown_key",
              "This table has no such key." + guess);
    }
}

Spot Section::spot_of(std::string_view key) const {
    auto entry = find(table_, key);
    return {entry ? entry->at : spot_.at, dotted(spot_.path, key)};
}

void Section::fault(std::string_view key, std::string_view code, std::string expected) {
    fault(spot_of(key), code, std::move(expected));
}

void Section::fault(Spot const& spot, std::string_view code, std::string expected) {
    faults_.add(spot, code, std::move(expected));
}

void Section::wrong_type(Item const& found, std::string_view expected) {
    fault(found.spot, "wrong_type", std::string(expected) + " is expected.");
}

std::optional<Item> Section::item(std::string_view key, Need need) {
    ask(key);
    if (auto entry = find(table_, key)) return Item{&entry->value, spot_of(key)};
    if (need == Need::required) fault(key, "missing", "This key is required.");
    return std::nullopt;
}

std::string Section::line(std::string_view key, Need need, std::size_t max) {
    auto found = item(key, need);
    if (!found) return "";
    auto text = found->node->text();
    if (!text) return wrong_type(*found, "A text"), "";
    bool fits = fits_one_line(*text) && trimmed(*text) == *text && code_points(*text) <= max;
    if (fits && !text->empty()) return *text;
    fault(found->spot, "text",
          "One line of 1 to " + std::to_string(max) +
              " letters is expected, without control characters or spaces around it.");
    return "";
}

bool Section::flag(std::string_view key, bool otherwise) {
    auto found = item(key);
    if (!found) return otherwise;
    if (auto flag = found->node->flag()) return *flag;
    wrong_type(*found, "true or false");
    return otherwise;
}

std::int64_t Section::integer(std::string_view key, Range range, std::int64_t otherwise,
                              Need need) {
    auto found = item(key, need);
    if (!found) return otherwise;
    auto integer = found->node->integer();
    if (!integer) return wrong_type(*found, "A whole number"), otherwise;
    if (*integer >= range.min && *integer <= range.max) return *integer;
    fault(found->spot, "range", range_text(range));
    return otherwise;
}

std::vector<Word> Section::words_of(Item const& found) {
    auto list = found.node->list();
    if (!list) return wrong_type(found, "A list of texts"), std::vector<Word>{};
    std::vector<Word> words;
    if (list->size() > max_items)
        fault(found.spot, "too_many",
              "A list has at most " + std::to_string(max_items) + " items.");
    for (std::size_t i = 0; i < std::min(list->size(), max_items); ++i) {
        Item item{&(*list)[i], {(*list)[i].at, indexed(found.spot.path, i)}};
        auto text = item.node->text();
        auto same = [&](Word const& word) { return word.text == *text; };
        if (!text)
            wrong_type(item, "A text");
        else if (std::any_of(words.begin(), words.end(), same))
            fault(item.spot, "duplicate", in_quotes(*text) + " stands in this list already.");
        else
            words.push_back({*text, item.spot});
    }
    return words;
}

std::vector<Word> Section::words(std::string_view key) {
    auto found = item(key);
    return found ? words_of(*found) : std::vector<Word>{};
}

bool Section::refers(Word const& word, Vocabulary const& vocabulary) {
    if (vocabulary.has(word.text)) return true;
    fault(word.spot, "unknown_reference",
          "No " + vocabulary.noun + " is called " + in_quotes(word.text) + '.' +
              did_you_mean(word.text, vocabulary.words));
    return false;
}

std::string Section::reference(std::string_view key, Vocabulary const& vocabulary, Need need) {
    auto word = line(key, need);
    return !word.empty() && refers({word, spot_of(key)}, vocabulary) ? word : "";
}

std::vector<std::string> Section::references(std::string_view key, Vocabulary const& vocabulary) {
    std::vector<std::string> made;
    for (auto& word : words(key))
        if (refers(word, vocabulary)) made.push_back(std::move(word.text));
    return made;
}

std::optional<std::size_t> Section::chosen(Word const& word,
                                           std::vector<std::string_view> const& words) {
    auto at = std::find(words.begin(), words.end(), word.text);
    if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
    fault(word.spot, "choice", one_of(words) + " is expected." + did_you_mean(word.text, words));
    return std::nullopt;
}

bool Section::inside(std::string_view key, Need need, Read const& read) {
    auto found = item(key, need);
    if (!found) return false;
    auto table = found->node->table();
    if (!table) return wrong_type(*found, "A table"), false;
    Section section(faults_, found->spot, *table);
    read(section);
    section.close();
    return true;
}

bool Section::each(std::string_view key, Form form, ReadRow const& read) {
    auto found = item(key);
    if (!found) return false;
    auto table = found->node->table();
    if (!table) return wrong_type(*found, "A table"), false;
    Section section(faults_, found->spot, *table);
    std::size_t rows = 0;
    for (auto const& entry : *table) {
        Item row{&entry.value, section.spot_of(entry.key)};
        if (++rows > max_rows)
            return fault(row.spot, "too_many",
                         "This table has at most " + std::to_string(max_rows) + " rows."),
                   true;
        if (!(form == Form::id ? is_id(entry.key) : is_permission(entry.key)))
            fault(row.spot, "bad_id", std::string(form == Form::id ? id_form : permission_form));
        else if (!entry.value.table())
            wrong_type(row, "A table");
        else
            section.inside(entry.key, Need::required,
                           [&](Section& inner) { read(entry.key, inner); });
    }
    return true;
}

}  // namespace usher::blueprints
