// Strict JSON (RFC 8259). Refused, with line and column: duplicate keys, numbers that are not
// finite or do not fit (a whole number must fit 64 bits), NUL in a string, malformed UTF-8 and lone
// surrogates, a byte order mark, comments, trailing commas, anything after the value, more than
// `max_depth` levels. Columns count code points.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace usher::json {

struct Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;
using Object = std::vector<Member>;  // in the order of the text; keys are unique

struct Value {
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> is;

    Value() : is(nullptr) {}
    Value(std::nullptr_t) : is(nullptr) {}
    Value(bool b) : is(b) {}
    Value(int n) : is(std::int64_t{n}) {}
    Value(std::int64_t n) : is(n) {}
    Value(double n) : is(n) {}
    Value(char const* s) : is(std::string(s)) {}
    Value(std::string_view s) : is(std::string(s)) {}
    Value(std::string s) : is(std::move(s)) {}
    Value(Array a) : is(std::move(a)) {}
    Value(Object o) : is(std::move(o)) {}

    bool null() const { return is.index() == 0; }
    bool const* boolean() const { return std::get_if<bool>(&is); }
    std::int64_t const* integer() const { return std::get_if<std::int64_t>(&is); }
    double const* real() const { return std::get_if<double>(&is); }
    std::string const* text() const { return std::get_if<std::string>(&is); }
    Array const* array() const { return std::get_if<Array>(&is); }
    Object const* object() const { return std::get_if<Object>(&is); }
    // The member of that name; null if this is no object or has none.
    Value const* member(std::string_view name) const;
    bool operator==(Value const&) const;
};

constexpr int max_depth = 32;

// Fails with `json.malformed`: "Line 3, column 14: a key stands twice: \"role\"."
Result<Value> parse(std::string_view text);

// Appends text as JSON. The caller keeps the order begin/name/value/end; checked by assertion.
// What is not UTF-8 is written as U+FFFD, what is not finite as null: the answer is always JSON.
class Writer {
 public:
    Writer& begin_object();
    Writer& end_object();
    Writer& begin_array();
    Writer& end_array();
    Writer& name(std::string_view);
    Writer& value(std::string_view);
    Writer& value(char const* text) { return value(std::string_view(text)); }
    Writer& value(std::string const& text) { return value(std::string_view(text)); }
    Writer& value(bool);
    Writer& value(std::int64_t);
    Writer& value(int n) { return value(std::int64_t{n}); }
    Writer& value(double);
    Writer& null();
    Writer& value(Value const&);
    Writer& raw(std::string_view json);  // already JSON
    template <class T>
    Writer& member(std::string_view key, T const& v) {
        name(key);
        return value(v);
    }
    std::string take();  // the whole text; every begin has had its end
    std::string const& text() const { return out_; }

 private:
    void begin(char bracket);
    void end(char bracket);
    void separate();
    void quote(std::string_view);
    std::string out_;
    std::string open_;  // the brackets that have begun and not ended
    bool comma_ = false;
    bool named_ = false;  // a name stands there and waits for its value
};

std::string text(Value const&);

}  // namespace usher::json
