#include "base/fields.h"

#include <algorithm>
#include <cassert>

#include "base/errors.h"
#include "base/text.h"

namespace usher {
namespace {

using json::Array;
using json::Object;
using json::Value;

std::int64_t most(Limits const& limits, std::int64_t unless_set) {
    return limits.max.value_or(unless_set);
}

std::string joined(std::vector<std::string_view> const& words) {
    std::string text;
    for (auto word : words) (text += text.empty() ? "" : ", ") += word;
    return text;
}

// Text of more than one line: line ends and tabs, but nothing else that cannot be seen.
bool fits_lines(std::string_view text) {
    std::string without(text);
    std::erase_if(without, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
    return fits_one_line(without);
}

// ---- reading
// -------------------------------------------------------------------------------------

// Walks a DTO's fields beside a JSON value. After the first error nothing is read any more; an
// unknown key is kept apart, since it counts only when nothing else is wrong.
class Reader final : public FieldVisitor {
 public:
    explicit Reader(Value const& root) { levels_.push_back({&root, "", {}, {}}); }

    Result<void> finish() {
        if (error_) return fail(*std::move(error_));
        if (unknown_) return fail(*std::move(unknown_));
        return {};
    }

    void text(std::string_view name, std::string& v, Limits const& l) override {
        auto given = text_of(name, l, "text");
        if (!given) return;
        auto read = nfc(trimmed(*given));
        if (!(l.one_line ? fits_one_line(read) : fits_lines(read)))
            return refuse("field.characters", name);
        if (!length_fits(name, read, l)) return;
        if (!l.choices.empty() && std::ranges::find(l.choices, read) == l.choices.end())
            return refuse("field.choice", name, {{"choices", joined(l.choices)}});
        v = std::move(read);
    }
    void integer(std::string_view name, std::int64_t& v, Limits const& l) override {
        auto given = find(name, l);
        if (!given) return;
        auto n = given->integer();
        if (!n) return wrong_type(name, "a whole number");
        auto max = most(l, Limits::max_integer);
        if (*n < l.min) return refuse("field.too_small", name, {{"min", std::to_string(l.min)}});
        if (*n > max) return refuse("field.too_large", name, {{"max", std::to_string(max)}});
        v = *n;
    }
    void boolean(std::string_view name, bool& v, Limits const& l) override {
        auto given = find(name, l);
        if (!given) return;
        if (!given->boolean()) return wrong_type(name, "true or false");
        v = *given->boolean();
    }
    void secret(std::string_view name, Secret& v, Limits const& l) override {
        auto given = text_of(name, l, "text");
        if (given && length_fits(name, *given, l)) v = Secret(*given);
    }
    void value(std::string_view name, Value& v, Limits const& l) override {
        if (auto given = find(name, l)) v = *given;
    }
    void email(std::string_view name, std::optional<Email>& v, Limits const& l) override {
        auto given = text_of(name, l, "an e-mail address");
        if (!given) return;
        auto read = Email::parse(trimmed(*given));
        if (!read) return refuse(std::move(read).error(), name);
        v = *std::move(read);
    }
    void time(std::string_view name, Time& v, Limits const& l) override {
        auto given = text_of(name, l, "a time");
        if (!given) return;
        auto read = parse_time(*given);
        if (!read) return refuse(read.error().key, name);
        v = *read;
    }
    void id(std::string_view name, std::string_view prefix, IdBytes& v, Limits const& l) override {
        auto given = text_of(name, l, "an id");
        if (!given) return;
        auto read = parse_id(prefix, *given);
        if (!read) return refuse("id.malformed", name);
        v = *read;
    }

    bool begin_object(std::string_view name, Limits const& l, std::string_view) override {
        auto given = find(name, l);
        if (!given) return false;
        if (!given->object()) return wrong_type(name, "an object"), false;
        levels_.push_back({given, path(name), {}, {}});
        return true;
    }
    void end_object() override {
        note_unknown();
        levels_.pop_back();
    }
    std::optional<std::size_t> begin_list(std::string_view name, std::size_t,
                                          Limits const& l) override {
        auto given = find(name, l);
        if (!given) return {};
        auto items = given->array();
        if (!items) return wrong_type(name, "a list"), std::nullopt;
        if (!fits(name, static_cast<std::int64_t>(items->size()), l, Limits::max_items)) return {};
        levels_.push_back({given, path(name), {}, {}});
        return items->size();
    }
    void item(std::size_t index) override { levels_.back().index = index; }
    void end_list() override { levels_.pop_back(); }

    Presence optional(std::string_view name, Presence, Null) override {
        auto given = error_ ? nullptr : known(name);
        if (!given) return Presence::absent;
        return given->null() ? Presence::null : Presence::there;
    }

    // The keys of the outermost object, once all fields have been visited.
    void note_unknown() {
        auto const& level = levels_.back();
        if (error_ || unknown_) return;
        for (auto const& [key, ignored] : *level.value->object())
            if (std::ranges::find(level.names, key) == level.names.end()) {
                unknown_ = base_error("field.unknown", path(shown(key)), {});
                return;
            }
    }

    // The value itself must be an object: a DTO is one.
    bool begin() {
        if (levels_.back().value->object()) return true;
        error_ = base_error("field.type", "", {{"expected", "an object"}});
        error_->detail = "The body must be an object.";
        return false;
    }

 private:
    struct Level {
        Value const* value;  // an object or an array
        std::string path;
        std::vector<std::string_view> names;  // asked for so far
        std::size_t index;
    };

    // A key of the sender's choosing, fit to be repeated.
    static std::string shown(std::string_view key) {
        constexpr std::size_t most_bytes = 60;
        if (key.size() <= most_bytes && fits_one_line(key)) return std::string(key);
        return "…";
    }

    std::string path(std::string_view name) const {
        auto const& level = levels_.back();
        if (level.value->array()) return level.path + "[" + std::to_string(level.index) + "]";
        return level.path.empty() ? std::string(name) : level.path + "." + std::string(name);
    }

    Value const* known(std::string_view name) {
        auto& level = levels_.back();
        if (auto items = level.value->array()) return &(*items)[level.index];
        level.names.push_back(name);
        return level.value->member(name);
    }

    // The value of a field. Null, with an error if one is due, where there is none.
    Value const* find(std::string_view name, Limits const& l) {
        if (error_) return nullptr;
        auto value = known(name);
        if (!value && l.required) refuse("field.missing", name);
        return value;
    }

    std::string const* text_of(std::string_view name, Limits const& l, std::string_view expected) {
        auto value = find(name, l);
        if (value && !value->text()) wrong_type(name, expected);
        return value ? value->text() : nullptr;
    }

    bool fits(std::string_view name, std::int64_t n, Limits const& l, std::int64_t unless_set) {
        auto max = most(l, unless_set);
        if (n < l.min) refuse("field.too_short", name, {{"min", std::to_string(l.min)}});
        if (n > max) refuse("field.too_long", name, {{"max", std::to_string(max)}});
        return !error_;
    }
    bool length_fits(std::string_view name, std::string_view text, Limits const& l) {
        return fits(name, static_cast<std::int64_t>(code_points(text)), l, Limits::max_letters);
    }

    void wrong_type(std::string_view name, std::string_view expected) {
        refuse("field.type", name, {{"expected", std::string(expected)}});
    }
    void refuse(std::string_view key, std::string_view name, std::vector<Param> params = {}) {
        error_ = base_error(key, path(name), std::move(params));
    }
    void refuse(Error error, std::string_view name) { error_ = std::move(error).at(path(name)); }

    std::vector<Level> levels_;
    std::optional<Error> error_;
    std::optional<Error> unknown_;
};

// ---- writing
// -------------------------------------------------------------------------------------

class FieldWriter final : public FieldVisitor {
 public:
    explicit FieldWriter(json::Writer& to) : to_(to) {}

    void text(std::string_view name, std::string& v, Limits const&) override {
        named(name).value(v);
    }
    void integer(std::string_view name, std::int64_t& v, Limits const&) override {
        named(name).value(v);
    }
    void boolean(std::string_view name, bool& v, Limits const&) override { named(name).value(v); }
    void secret(std::string_view name, Secret&, Limits const&) override {
        if (name.empty()) to_.null();  // an item: its place stays
    }
    void value(std::string_view name, Value& v, Limits const&) override { named(name).value(v); }
    void email(std::string_view name, std::optional<Email>& v, Limits const&) override {
        if (v) {
            named(name).value(v->address());
        } else if (name.empty()) {
            to_.null();
        }
    }
    void time(std::string_view name, Time& v, Limits const&) override {
        named(name).value(to_text(v));
    }
    void id(std::string_view name, std::string_view prefix, IdBytes& v, Limits const&) override {
        named(name).value(id_text(prefix, v));
    }
    bool begin_object(std::string_view name, Limits const&, std::string_view) override {
        named(name).begin_object();
        return true;
    }
    void end_object() override { to_.end_object(); }
    std::optional<std::size_t> begin_list(std::string_view name, std::size_t n,
                                          Limits const&) override {
        named(name).begin_array();
        return n;
    }
    void item(std::size_t) override {}
    void end_list() override { to_.end_array(); }
    Presence optional(std::string_view name, Presence has, Null) override {
        bool item = name.empty();
        if (has == Presence::null || (has == Presence::absent && item)) named(name).null();
        return has;
    }

 private:
    json::Writer& named(std::string_view name) { return name.empty() ? to_ : to_.name(name); }
    json::Writer& to_;
};

// ---- describing
// ----------------------------------------------------------------------------------

Object string_schema() { return {{"type", "string"}}; }

// Makes a JSON Schema (2020-12, as OpenAPI 3.1 takes it) of each DTO that it walks through.
class Describer final : public FieldVisitor {
 public:
    explicit Describer(Object& schemas) : schemas_(schemas) {}

    void text(std::string_view name, std::string&, Limits const& l) override {
        auto schema = string_schema();
        if (l.choices.empty()) {
            limit(schema, "minLength", "maxLength", l, Limits::max_letters);
        } else {
            Array choices;
            for (auto choice : l.choices) choices.emplace_back(choice);
            schema.emplace_back("enum", std::move(choices));
        }
        add(name, std::move(schema), l);
    }
    void integer(std::string_view name, std::int64_t&, Limits const& l) override {
        Object schema{
            {"type", "integer"}, {"minimum", l.min}, {"maximum", most(l, Limits::max_integer)}};
        add(name, std::move(schema), l);
    }
    void boolean(std::string_view name, bool&, Limits const& l) override {
        add(name, {{"type", "boolean"}}, l);
    }
    void secret(std::string_view name, Secret&, Limits const& l) override {
        Object schema{{"type", "string"}, {"format", "password"}, {"writeOnly", true}};
        limit(schema, "minLength", "maxLength", l, Limits::max_letters);
        add(name, std::move(schema), l);
    }
    void value(std::string_view name, Value&, Limits const& l) override { add(name, {}, l); }
    void email(std::string_view name, std::optional<Email>&, Limits const& l) override {
        Object schema{{"type", "string"},
                      {"format", "email"},
                      {"maxLength", static_cast<std::int64_t>(Email::max_bytes)}};
        add(name, std::move(schema), l);
    }
    void time(std::string_view name, Time&, Limits const& l) override {
        add(name, {{"type", "string"}, {"format", "date-time"}}, l);
    }
    void id(std::string_view name, std::string_view prefix, IdBytes&, Limits const& l) override {
        auto pattern = "^" + std::string(prefix) + "_[0-7][0-9a-hjkmnp-tv-z]{25}$";
        add(name, {{"type", "string"}, {"pattern", pattern}}, l);
    }

    bool begin_object(std::string_view name, Limits const& l, std::string_view type) override {
        add(name, {{"$ref", "#/components/schemas/" + std::string(type)}}, l);
        return begin(type);
    }
    void end_object() override {
        auto done = std::move(open_.back());
        open_.pop_back();
        Object schema{{"type", "object"}, {"properties", std::move(done.properties)}};
        if (!done.required.empty()) schema.emplace_back("required", std::move(done.required));
        schema.emplace_back("additionalProperties", false);
        schemas_.emplace_back(std::move(done.name), std::move(schema));
    }
    std::optional<std::size_t> begin_list(std::string_view name, std::size_t,
                                          Limits const& l) override {
        lists_.push_back({std::string(name), l, optional_, nullable_, open_.size()});
        optional_ = nullable_ = false;
        return 1;
    }
    void item(std::size_t) override {}
    void end_list() override {
        auto list = std::move(lists_.back());
        lists_.pop_back();
        Object schema{{"type", "array"}, {"items", std::move(list.items)}};
        limit(schema, "minItems", "maxItems", list.limits, Limits::max_items);
        optional_ = list.optional;
        nullable_ = list.nullable;
        add(list.name, std::move(schema), list.limits);
    }
    Presence optional(std::string_view, Presence, Null null) override {
        optional_ = true;
        nullable_ = null == Null::is_a_value;
        return Presence::there;
    }

    // False where that schema is there already, or is being made: a DTO may hold others of its
    // kind.
    bool begin(std::string_view type) {
        auto made = [&](json::Member const& member) { return member.first == type; };
        auto being_made = [&](Schema const& schema) { return schema.name == type; };
        if (std::ranges::any_of(schemas_, made) || std::ranges::any_of(open_, being_made))
            return false;
        open_.push_back({std::string(type), {}, {}});
        return true;
    }

 private:
    struct Schema {
        std::string name;
        Object properties;
        Array required;
    };
    struct List {
        std::string name;
        Limits limits;
        bool optional;
        bool nullable;
        std::size_t within;  // how many schemas were open: its items are no fields of theirs
        Value items = {};
    };

    static void limit(Object& schema, char const* least, char const* greatest, Limits const& l,
                      std::int64_t unless_set) {
        if (l.min > 0) schema.emplace_back(least, l.min);
        schema.emplace_back(greatest, most(l, unless_set));
    }

    void add(std::string_view name, Object schema, Limits const& l) {
        if (!l.about.empty()) schema.emplace_back("description", l.about);
        if (nullable_) {
            Array either;
            either.emplace_back(std::move(schema));
            either.emplace_back(Object{{"type", "null"}});
            schema = {{"anyOf", std::move(either)}};
        }
        bool required = l.required && !optional_;
        optional_ = nullable_ = false;
        if (!lists_.empty() && lists_.back().within == open_.size()) {
            lists_.back().items = std::move(schema);
            return;
        }
        open_.back().properties.emplace_back(name, std::move(schema));
        if (required) open_.back().required.emplace_back(name);
    }

    Object& schemas_;
    std::vector<Schema> open_;
    std::vector<List> lists_;
    bool optional_ = false;
    bool nullable_ = false;
};

}  // namespace

namespace detail {

Result<void> read(json::Value const& from, void* dto, Visit visit) {
    Reader reader(from);
    if (reader.begin()) {
        visit(reader, dto);
        reader.note_unknown();
    }
    return reader.finish();
}

void write(json::Writer& to, void* dto, Visit visit) {
    FieldWriter writer(to);
    to.begin_object();
    visit(writer, dto);
    to.end_object();
}

void describe(json::Object& schemas, std::string_view name, void* dto, Visit visit) {
    Describer describer(schemas);
    if (!describer.begin(name)) return;
    visit(describer, dto);
    describer.end_object();
}

}  // namespace detail
}  // namespace usher
