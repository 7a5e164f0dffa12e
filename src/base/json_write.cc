#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"

namespace usher::json {

void Writer::separate() {
    assert(named_ || open_.empty() || open_.back() == '[');
    assert(!open_.empty() || out_.empty());
    if (comma_ && !named_) out_ += ',';
    comma_ = true;
    named_ = false;
}

void Writer::begin(char bracket) {
    separate();
    out_ += bracket;
    open_ += bracket;
    comma_ = false;
}

void Writer::end(char bracket) {
    assert(!open_.empty() && open_.back() == (bracket == '}' ? '{' : '[') && !named_);
    out_ += bracket;
    open_.pop_back();
    comma_ = true;
}

Writer& Writer::begin_object() { return begin('{'), *this; }
Writer& Writer::end_object() { return end('}'), *this; }
Writer& Writer::begin_array() { return begin('['), *this; }
Writer& Writer::end_array() { return end(']'), *this; }

Writer& Writer::name(std::string_view key) {
    assert(!open_.empty() && open_.back() == '{' && !named_);
    if (comma_) out_ += ',';
    quote(key);
    out_ += ':';
    named_ = true;
    return *this;
}

namespace {

bool plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f &&
           c != '"' && c != '\\';
}

void append_escape(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    out += "\\u00";
    out += hex(std::string_view(&c, 1));
}

}  // namespace

void Writer::quote(std::string_view text) {
    out_ += '"';
    while (!text.empty()) {
        auto size = static_cast<std::size_t>(std::ranges::find_if_not(text, plain) - text.begin());
        out_ += text.substr(0, size);
        text.remove_prefix(size);
        if (text.empty()) break;
        auto next = first_letter(text);
        if (next.size() > 1) {
            out_ += next;
        } else if (static_cast<unsigned char>(next[0]) < 0x80) {
            append_escape(out_, next[0]);
        } else {
            out_ += "\xef\xbf\xbd";
        }
        text.remove_prefix(next.size());
    }
    out_ += '"';
}

Writer& Writer::value(std::string_view text) {
    separate();
    quote(text);
    return *this;
}
Writer& Writer::value(bool b) { return raw(b ? "true" : "false"); }
Writer& Writer::null() { return raw("null"); }

Writer& Writer::value(std::int64_t n) {
    char digits[24];
    return raw({digits, std::to_chars(digits, std::end(digits), n).ptr});
}

// The shortest text that reads back as the same double, and as a double.
Writer& Writer::value(double n) {
    if (!std::isfinite(n)) return null();
    char digits[40];
    std::string_view text(digits, std::to_chars(digits, std::end(digits), n).ptr);
    raw(text);
    if (text.find_first_of(".e") == text.npos) out_ += ".0";
    return *this;
}

Writer& Writer::value(Value const& value_) {
    std::visit(
        [this]<class T>(T const& it) {
            if constexpr (std::is_same_v<T, std::nullptr_t>) {
                null();
            } else if constexpr (std::is_same_v<T, Array>) {
                begin_array();
                for (auto const& element : it) value(element);
                end_array();
            } else if constexpr (std::is_same_v<T, Object>) {
                begin_object();
                for (auto const& [key, element] : it) member(key, element);
                end_object();
            } else {
                value(it);
            }
        },
        value_.is);
    return *this;
}

Writer& Writer::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

std::string Writer::take() {
    assert(open_.empty() && !named_);
    comma_ = false;
    return std::exchange(out_, {});
}

}  // namespace usher::json
