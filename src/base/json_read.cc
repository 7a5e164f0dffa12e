// Reads JSON by Boost's parser, which is stricter here than it would be by itself.
#include "base/json.h"

// The library itself is compiled in here and nowhere else: nothing of Boost is linked.
#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>
#include <cassert>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include "base/errors.h"
#include "base/secret.h"
#include "base/text.h"

namespace usher::json {
namespace {

// Where a text stops being JSON, and why.
struct Objection {
    std::size_t offset;
    std::string sentence;
};

Failure malformed(std::string_view text, Objection const& objection) {
    auto before = text.substr(0, objection.offset);
    auto line = std::ranges::count(before, '\n') + 1;
    auto begins = before.rfind('\n') + 1;  // npos + 1 is 0
    auto column = code_points(before.substr(begins)) + 1;
    auto detail = "Line " + std::to_string(line) + ", column " + std::to_string(column) + ": " +
                  objection.sentence;
    return fail(base_error(
        "json.malformed", "",
        {{"line", std::to_string(line)}, {"column", std::to_string(column)}, {"detail", detail}}));
}

// A key, fit to stand in a sentence.
std::string shown(std::string_view key) {
    constexpr std::size_t most_bytes = 60;
    if (key.size() <= most_bytes) return text(Value(key));
    auto cut = most_bytes;
    while (cut > 0 && (static_cast<unsigned char>(key[cut]) & 0xc0) == 0x80) --cut;
    return text(Value(std::string(key.substr(0, cut)) + "…"));
}

// What Boost calls while it parses: builds the value, and objects to what RFC 8259 leaves open.
// Boost requires the names, the limits and the signatures.
class Builder {
    using Text = boost::json::string_view;
    using Code = boost::json::error_code;

 public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    Value root;
    std::optional<std::string> objection;  // to the text or key that ends here
    bool number_too_big = false;

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return open(Object{}); }
    bool on_object_end(std::size_t, Code&) { return close(); }
    bool on_array_begin(Code&) { return open(Array{}); }
    bool on_array_end(std::size_t, Code&) { return close(); }

    bool on_key_part(Text part, std::size_t, Code&) { return gather(part); }
    bool on_key(Text part, std::size_t, Code& code) {
        gather(part);
        key_ = gathered();
        if (key_.find('\0') != key_.npos) return object("NUL stands in a key.", code);
        if (stands_already()) return object("a key stands twice: " + shown(key_) + ".", code);
        return true;
    }
    bool on_string_part(Text part, std::size_t, Code&) { return gather(part); }
    bool on_string(Text part, std::size_t, Code& code) {
        gather(part);
        auto text = gathered();
        if (text.find('\0') != text.npos) return object("NUL stands in a text.", code);
        return add(std::move(text));
    }
    bool on_number_part(Text part, Code&) { return gather(part); }
    bool on_int64(std::int64_t n, Text, Code&) {
        text_.clear();
        return add(n);
    }
    bool on_uint64(std::uint64_t, Text, Code& code) { return too_big(code); }
    bool on_double(double, Text part, Code& code) {
        gather(part);
        auto digits = gathered();
        if (digits.find_first_of(".eE") == digits.npos) return too_big(code);
        // Boost is a last digit off at times; the standard library is not.
        double n = 0;
        auto read = std::from_chars(digits.data(), digits.data() + digits.size(), n);
        if (read.ec != std::errc{} || !std::isfinite(n)) return too_big(code);
        return add(n);
    }
    bool on_bool(bool b, Code&) { return add(b); }
    bool on_null(Code&) { return add(nullptr); }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

 private:
    bool gather(Text part) {
        text_.append(part.data(), part.size());
        return true;
    }
    std::string gathered() { return std::exchange(text_, {}); }

    bool too_big(Code& code) {
        number_too_big = true;
        code = boost::json::error::syntax;
        return false;
    }
    bool object(std::string why, Code& code) {
        objection = std::move(why);
        code = boost::json::error::syntax;
        return false;
    }

    // A container that has begun and not ended, and the keys of a large object: few are found
    // faster by looking at each, but many must not cost their square.
    struct Level {
        Value* container;
        std::set<std::string, std::less<>> keys = {};
    };

    bool stands_already() {
        constexpr std::size_t few = 16;
        auto& level = open_.back();
        auto& members = std::get<Object>(level.container->is);
        if (members.size() < few)
            return std::ranges::find(members, key_, &Member::first) != members.end();
        if (level.keys.empty())
            for (auto const& member : members) level.keys.insert(member.first);
        return !level.keys.insert(key_).second;
    }

    // Where the next value goes.
    Value& place() {
        if (open_.empty()) return root;
        auto& container = open_.back().container->is;
        if (auto array = std::get_if<Array>(&container)) return array->emplace_back();
        return std::get<Object>(container).emplace_back(std::move(key_), Value()).second;
    }
    bool add(Value value) {
        place() = std::move(value);
        return true;
    }
    // Pointers stay good: nothing is added beside a container while it is open.
    bool open(Value container) {
        auto& it = place();
        it = std::move(container);
        open_.push_back({&it});
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<Level> open_;
    std::string text_;
    std::string key_;
};

using Parser = boost::json::basic_parser<Builder>;

constexpr char const* too_big = "a number is larger or finer than 64 bits can hold.";

char const* sentence_of(boost::json::error_code const& code) {
    switch (static_cast<boost::json::error>(code.value())) {
        case boost::json::error::incomplete:
            return "it ends too early.";
        case boost::json::error::too_deep:
            return "more levels than the 32 that are taken.";
        case boost::json::error::illegal_leading_surrogate:
        case boost::json::error::illegal_trailing_surrogate:
            return "half of a surrogate pair.";
        case boost::json::error::expected_hex_digit:
            return "four hexadecimal digits must follow.";
        default:
            return "this is not expected here.";
    }
}
static_assert(max_depth == 32);

// Where the number begins that ends before `end`: there the reader looks for it.
std::size_t number_begins(std::string_view text, std::size_t end) {
    return text.find_last_not_of("0123456789+-.eE", end - 1) + 1;
}

// Where the text begins whose closing quote stands at `end`.
std::size_t text_begins(std::string_view text, std::size_t end) {
    auto escaped = [&](std::size_t at) {
        return (at - 1 - text.find_last_not_of('\\', at - 1)) % 2 == 1;
    };
    auto quote = text.rfind('"', end - 1);
    while (quote > 0 && escaped(quote)) quote = text.rfind('"', quote - 1);
    return quote;
}

// How much of a text is UTF-8.
std::size_t utf8_until(std::string_view text) {
    auto rest = text;
    while (!rest.empty()) {
        auto next = first_letter(rest);
        if (next.size() == 1 && static_cast<unsigned char>(next[0]) >= 0x80) break;
        rest.remove_prefix(next.size());
    }
    return text.size() - rest.size();
}

// Nothing if the text was one JSON value.
std::optional<Objection> objection_to(std::string_view text, Parser& parser) {
    boost::json::error_code code;
    auto consumed = parser.write_some(false, text.data(), text.size(), code);
    auto const& objection = parser.handler().objection;
    if (objection) return Objection{text_begins(text, consumed), *objection};
    if (parser.handler().number_too_big || code == boost::json::error::exponent_overflow)
        return Objection{number_begins(text, consumed), too_big};
    if (!code && consumed == text.size()) return {};
    auto good = utf8_until(text.substr(0, consumed + 4));
    if (good < std::min(consumed + 4, text.size()) && good <= consumed)
        return Objection{good, "this is not UTF-8."};
    return Objection{consumed, code ? sentence_of(code) : "something follows the value."};
}

}  // namespace

Result<Value> parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = max_depth;
    Parser parser(options);
    if (auto objection = objection_to(text, parser)) return malformed(text, *objection);
    return std::move(parser.handler().root);
}

}  // namespace usher::json
