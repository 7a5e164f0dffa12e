// Makes a JSON Schema of a DTO.
#include <algorithm>

#include "base/fields.h"

namespace usher {
namespace {

using json::Array;
using json::Object;
using json::Value;

std::int64_t most(Limits const& limits, std::int64_t unless_set) {
    return limits.max.value_or(unless_set);
}

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

void detail::describe(json::Object& schemas, std::string_view name, void* dto, Visit visit) {
    Describer describer(schemas);
    if (!describer.begin(name)) return;
    visit(describer, dto);
    describer.end_object();
}

}  // namespace usher
