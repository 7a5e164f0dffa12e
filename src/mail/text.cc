#include "mail/text.h"

#include <array>
#include <set>

#include "base/json.h"

namespace usher::mail {
namespace {

constexpr std::string_view english = "en";
// The server needs no others: of a product's labels, those that stand in mails.
constexpr std::array<std::string_view, 2> sections = {"mail", "blueprint"};
constexpr int max_nesting = 8;

// A text in parts. `name` is the argument's; the words themselves stand in `text`.
struct Part {
    enum class Is : std::uint8_t { words, argument, hash, plural, select };
    Is is = Is::words;
    std::string text = {};
    std::string name = {};
    std::map<std::string, std::vector<Part>, std::less<>> choices = {};
};
using Parts = std::vector<Part>;

Error malformed(std::string what) {
    auto detail = "A text of the catalogue is not as expected: " + what;
    return Error{Code::internal, "mail.catalogue", std::move(detail)}.with("detail", what);
}

class Reader {
 public:
    explicit Reader(std::string_view text) : text_(text) {}

    Result<Parts> whole() {
        auto parts = TRY(body(0));
        if (at_ < text_.size()) return fail(malformed("a } too many"));
        return parts;
    }

 private:
    Result<Parts> body(int depth) {
        if (depth > max_nesting) return fail(malformed("nested too deep"));
        Parts parts;
        std::string words;
        auto flush = [&] {
            if (!words.empty()) parts.push_back({Part::Is::words, std::move(words)});
            words.clear();
        };
        for (; at_ < text_.size() && text_[at_] != '}';) {
            if (text_[at_] == '{') {
                flush();
                parts.push_back(TRY(argument(depth)));
            } else if (text_[at_] == '#' && depth > 0) {
                flush();
                parts.push_back({.is = Part::Is::hash});
                ++at_;
            } else {
                words += text_[at_++];
            }
        }
        flush();
        return parts;
    }

    Result<Part> argument(int depth) {
        TRY(expect('{'));
        Part part{.is = Part::Is::argument};
        part.name = TRY(word());
        if (peek() == '}') {
            ++at_;
            return part;
        }
        TRY(expect(','));
        auto kind = TRY(word());
        if (kind == "plural" || kind == "select") {
            part.is = kind == "plural" ? Part::Is::plural : Part::Is::select;
            TRY(expect(','));
            part.choices = TRY(choices(depth));
        } else if (kind != "number") {
            return fail(malformed("unknown kind " + kind));
        }
        TRY(expect('}'));
        return part;
    }

    Result<std::map<std::string, Parts, std::less<>>> choices(int depth) {
        std::map<std::string, Parts, std::less<>> found;
        while (peek() != '}') {
            std::string key;
            if (peek() == '=') {
                ++at_;
                key = "=";
            }
            key += TRY(word());
            TRY(expect('{'));
            found[key] = TRY(body(depth + 1));
            TRY(expect('}'));
        }
        if (!found.contains("other")) return fail(malformed("a choice needs an other branch"));
        return found;
    }

    char peek() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
        return at_ < text_.size() ? text_[at_] : '}';
    }
    Result<void> expect(char sign) {
        (void)peek();
        if (at_ >= text_.size() || text_[at_] != sign)
            return fail(malformed(std::string("expected ") + sign));
        ++at_;
        return {};
    }
    Result<std::string> word() {
        (void)peek();
        auto from = at_;
        auto in_word = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '_';
        };
        while (at_ < text_.size() && in_word(text_[at_])) ++at_;
        if (at_ == from) return fail(malformed("expected a name"));
        return std::string(text_.substr(from, at_ - from));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

// ---- filling
// -------------------------------------------------------------------------------------

struct Filling {
    std::string_view language;
    std::span<Param const> params;
    std::string out = {};

    // False where a param is missing; its name is then in `missing`.
    bool fill(Parts const&, std::string_view hash);
    std::string missing = {};

 private:
    std::string const* value(std::string_view name) const {
        auto found = std::ranges::find(params, name, &Param::name);
        return found == params.end() ? nullptr : &found->value;
    }
};

// CLDR's rule as far as the languages here need it.
std::string_view category(std::string_view language, std::string_view number) {
    bool none_is_one = language.starts_with("fr") || language.starts_with("pt");
    return number == "1" || (none_is_one && number == "0") ? "one" : "other";
}

Parts const& chosen(Part const& part, std::string_view language, std::string_view value) {
    auto choice = part.choices.end();
    if (part.is == Part::Is::plural) {
        choice = part.choices.find("=" + std::string(value));
        if (choice == part.choices.end()) choice = part.choices.find(category(language, value));
    } else {
        choice = part.choices.find(value);
    }
    if (choice == part.choices.end()) choice = part.choices.find("other");
    return choice->second;
}

bool Filling::fill(Parts const& parts, std::string_view hash) {
    for (auto const& part : parts) {
        if (part.is == Part::Is::words) {
            out += part.text;
            continue;
        }
        if (part.is == Part::Is::hash) {
            out += hash;
            continue;
        }
        auto const* given = value(part.name);
        if (!given) {
            missing = part.name;
            return false;
        }
        if (part.is == Part::Is::argument)
            out += *given;
        else if (!fill(chosen(part, language, *given),
                       part.is == Part::Is::plural ? std::string_view(*given) : hash))
            return false;
    }
    return true;
}

void name_params(Parts const& parts, std::set<std::string>& names) {
    for (auto const& part : parts) {
        if (!part.name.empty()) names.insert(part.name);
        for (auto const& [key, inner] : part.choices) name_params(inner, names);
    }
}

// ---- loading
// -------------------------------------------------------------------------------------

Result<void> flatten(json::Object const& table, std::string const& prefix,
                     std::map<std::string, std::string, std::less<>>& texts) {
    for (auto const& [name, value] : table) {
        auto key = prefix.empty() ? name : prefix + "." + name;
        if (auto const* text = value.text()) {
            if (auto read = Reader(*text).whole(); !read)
                return fail(malformed(key + ": " + read.error().params.front().value));
            texts[key] = *text;
        } else if (auto const* inner = value.object()) {
            TRY(flatten(*inner, key, texts));
        } else {
            return fail(malformed(key + ": expected a text or a table"));
        }
    }
    return {};
}

}  // namespace

Result<Catalogue> Catalogue::load(std::span<EmbeddedFile const> files) {
    Catalogue catalogue;
    for (auto const& file : files) {
        if (!file.name.ends_with(".json")) continue;
        auto name = std::string(file.name);
        auto document = json::parse(file.text);
        if (!document) return fail(malformed(name + ": " + document.error().detail));
        auto& texts = catalogue.languages_[name.substr(0, name.size() - 5)];
        for (auto section : sections) {
            auto const* table = document->member(section);
            if (!table || !table->object()) continue;
            auto flat = flatten(*table->object(), std::string(section), texts);
            if (!flat) return fail(malformed(name + ": " + flat.error().params.front().value));
        }
    }
    return catalogue;
}

std::string_view Catalogue::best(std::string_view language) const {
    for (auto tag : {language, language.substr(0, language.find('-'))})
        if (auto found = languages_.find(tag); found != languages_.end()) return found->first;
    return english;
}

bool Catalogue::has(std::string_view key) const { return find(english, key) != nullptr; }

std::string const* Catalogue::find(std::string_view language, std::string_view key) const {
    for (auto tag : {best(language), english}) {
        auto texts = languages_.find(tag);
        if (texts == languages_.end()) continue;
        if (auto text = texts->second.find(key); text != texts->second.end()) return &text->second;
    }
    return nullptr;
}

Result<std::string> Catalogue::text(std::string_view language, std::string_view key,
                                    std::span<Param const> params) const {
    auto const* text = find(language, key);
    if (!text)
        return fail(Error{Code::internal, "mail.no_text",
                          "There is no text " + std::string(key) + " in the catalogue."}
                        .with("text", key));
    auto parts = TRY(Reader(*text).whole());
    Filling filling{best(language), params};
    if (!filling.fill(parts, {}))
        return fail(Error{Code::internal, "mail.no_param",
                          "The text " + std::string(key) + " needs " + filling.missing + "."}
                        .with("text", key)
                        .with("param", filling.missing));
    return std::move(filling.out);
}

std::vector<std::string> Catalogue::params_of(std::string_view key) const {
    std::set<std::string> names;
    auto const* text = find(english, key);
    if (auto parts = text ? Reader(*text).whole() : Result<Parts>(); parts)
        name_params(*parts, names);
    return {names.begin(), names.end()};
}

std::vector<std::string> Catalogue::keys(std::string_view language, std::string_view prefix) const {
    std::vector<std::string> found;
    auto texts = languages_.find(language);
    if (texts == languages_.end()) return found;
    for (auto const& [key, text] : texts->second)
        if (key.starts_with(prefix)) found.push_back(key);
    return found;
}

}  // namespace usher::mail
