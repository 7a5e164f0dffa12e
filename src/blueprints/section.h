// Reads one table of a blueprint: each key that is asked for is a key of the schema, and what was
// not asked for by close() is unknown. A fault never stops the reading: a default stands in, so
// that one run reports them all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blueprints/document.h"
#include "blueprints/faults.h"

namespace usher::blueprints {

constexpr std::size_t max_label = 100;     // code points of a label, name or word
constexpr std::size_t max_about = 500;     // code points of a role's `about`
constexpr std::size_t max_address = 1000;  // code points of a link
constexpr std::size_t max_rows = 500;      // of a table keyed by id
constexpr std::size_t max_items = 500;     // of a list

enum class Need { optional, required };
enum class Form {
    id,
    permission
};  // of the keys of a table: [a-z][a-z0-9_-]{0,39}, or two of them

bool is_id(std::string_view);
bool is_permission(std::string_view);

// What a reference may name: "permission", and the permissions of the file.
struct Vocabulary {
    std::string noun;
    std::vector<std::string_view> words;
    bool has(std::string_view) const;
};

template <class E>
struct Choice {
    std::string_view word;
    E value;
};
template <class E>
using Choices = std::vector<Choice<E>>;

struct Range {
    std::int64_t min, max;
};

struct Word {
    std::string text;
    Spot spot;
};
struct Item {
    Node const* node;
    Spot spot;
};

class Section {
 public:
    Section(Faults&, Spot, Table const&);

    std::string line(std::string_view key, Need = Need::optional, std::size_t max = max_label);
    bool flag(std::string_view key, bool otherwise = false);
    std::int64_t integer(std::string_view key, Range, std::int64_t otherwise,
                         Need = Need::optional);
    std::string reference(std::string_view key, Vocabulary const&, Need = Need::optional);
    std::vector<std::string> references(std::string_view key, Vocabulary const&);
    std::vector<Word> words(
        std::string_view key);  // of a list; a text that stands twice: duplicate
    template <class E>
    E choice(std::string_view key, Choices<E> const&, E otherwise, Need = Need::optional);
    template <class E>
    std::vector<E> choices(std::string_view key, Choices<E> const&, std::vector<E> otherwise);

    // The table of that key, read by the function and then closed. False where there is none.
    using Read = std::function<void(Section&)>;
    bool inside(std::string_view key, Need, Read const&);
    // Each row of a table keyed by id, in the order of the file. False where there is none.
    using ReadRow = std::function<void(std::string const& id, Section& row)>;
    bool each(std::string_view key, Form, ReadRow const&);

    // For the few values that have two types.
    std::optional<Item> item(std::string_view key, Need = Need::optional);
    std::vector<Word> words_of(Item const&);
    void wrong_type(Item const&, std::string_view expected);
    bool refers(Word const&, Vocabulary const&);

    Spot const& spot() const { return spot_; }
    Spot spot_of(std::string_view key) const;  // of the table, where there is no such key
    bool has(std::string_view key) const { return find(table_, key) != nullptr; }
    void fault(std::string_view key, std::string_view code, std::string expected);
    void fault(Spot const&, std::string_view code, std::string expected);
    // Reports every key that was not asked for.
    void close();
    // For tables whose keys are words of a list: what stands in it.
    Table const& table() const { return table_; }
    void ask(std::string_view key) { asked_.push_back(key); }

 private:
    std::optional<std::size_t> chosen(Word const&, std::vector<std::string_view> const&);

    Faults& faults_;
    Spot spot_;
    Table const& table_;
    std::vector<std::string_view> asked_;
};

template <class E>
std::vector<std::string_view> words_in(Choices<E> const& choices) {
    std::vector<std::string_view> words;
    for (auto const& choice : choices) words.push_back(choice.word);
    return words;
}

template <class E>
E Section::choice(std::string_view key, Choices<E> const& choices, E otherwise, Need need) {
    auto word = line(key, need);
    if (word.empty()) return otherwise;
    auto at = chosen({word, spot_of(key)}, words_in(choices));
    return at ? choices[*at].value : otherwise;
}

template <class E>
std::vector<E> Section::choices(std::string_view key, Choices<E> const& choices,
                                std::vector<E> otherwise) {
    if (!has(key)) return otherwise;
    std::vector<E> made;
    for (auto const& word : words(key))
        if (auto at = chosen(word, words_in(choices))) made.push_back(choices[*at].value);
    return made;
}

}  // namespace usher::blueprints
