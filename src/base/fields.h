// How a data-transfer object names its fields, once, for reading, writing and describing.
//
//   struct AddUser { Email email; std::string name; std::vector<std::string> roles; };
//   void fields(FieldVisitor& v, AddUser& dto) {
//       v.field("email", dto.email);
//       v.field("name", dto.name, {.max = 200});
//       v.field("roles", dto.roles, {.required = false, .max = 20});
//   }
//
// read_fields() fills one strictly from JSON: unknown keys, missing required keys, wrong types and
// broken limits are refused with the field's path (R10). write_fields() makes JSON.
// describe_fields() makes a JSON Schema: /openapi.json is built from it and cannot drift
// (architecture section 11).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/email.h"
#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"

namespace usher {

struct Limits {
    static constexpr std::int64_t max_letters = 200, max_items = 200;
    static constexpr std::int64_t max_integer = 9007199254740991;  // what JavaScript can hold

    bool required = true;  // absent is refused; optional<T> fields are never required
    std::int64_t min = 0;  // text: code points; list: items; integer: value
    std::optional<std::int64_t> max = {};        // the same; unless set, the ones above
    std::vector<std::string_view> choices = {};  // text, or each item of a list: one of these
    bool one_line = true;         // text: refuses control characters, line ends and bidi controls
    std::string_view about = {};  // one sentence for the API description
    // The JSON key is there with null to clear it (PATCH): the field is optional<optional<T>>.
};

class FieldVisitor;
template <class T>
concept Dto = requires(FieldVisitor& v, T& t) { fields(v, t); };

class FieldVisitor {
 public:
    virtual ~FieldVisitor() = default;

    // The leaves. `Limits` as above; text is trimmed and in NFC once read, a secret is taken as it
    // is. A leaf that is not required and not there keeps the value that the DTO began with.
    virtual void text(std::string_view name, std::string&, Limits const&) = 0;
    virtual void integer(std::string_view name, std::int64_t&, Limits const&) = 0;
    virtual void boolean(std::string_view name, bool&, Limits const&) = 0;
    virtual void secret(std::string_view name, Secret&, Limits const&) = 0;      // never written
    virtual void value(std::string_view name, json::Value&, Limits const&) = 0;  // any JSON
    virtual void email(std::string_view name, std::optional<Email>&, Limits const&) = 0;
    virtual void time(std::string_view name, Time&, Limits const&) = 0;
    virtual void id(std::string_view name, std::string_view prefix, IdBytes&, Limits const&) = 0;

    // Structure. begin_* say whether to go in (reading: the key is there and of that kind;
    // a false return has already noted an error if one is due).
    virtual bool begin_object(std::string_view name, Limits const&, std::string_view type) = 0;
    virtual void end_object() = 0;
    // Reading returns the number of items there; writing gets it; describing returns 1.
    virtual std::optional<std::size_t> begin_list(std::string_view name, std::size_t n,
                                                  Limits const&) = 0;
    virtual void item(std::size_t index) = 0;  // the next call, named "", is this item
    virtual void end_list() = 0;
    // Optional fields. Reading: is the key there, with null or a value? Writing: `has` itself;
    // absent fields are left out. Describing: there. `null` says what null means to such a field.
    enum class Presence { absent, null, there };
    enum class Null { is_absent, is_a_value };
    virtual Presence optional(std::string_view name, Presence has, Null null) = 0;

    void field(std::string_view name, std::string& v, Limits const& l = {}) { text(name, v, l); }
    void field(std::string_view name, bool& v, Limits const& l = {}) { boolean(name, v, l); }
    void field(std::string_view name, Secret& v, Limits const& l = {}) { secret(name, v, l); }
    void field(std::string_view name, Time& v, Limits const& l = {}) { time(name, v, l); }
    void field(std::string_view name, json::Value& v, Limits const& l = {}) { value(name, v, l); }
    void field(std::string_view name, std::int64_t& v, Limits const& l = {}) {
        integer(name, v, l);
    }
    template <class Tag>
    void field(std::string_view name, Id<Tag>& v, Limits const& l = {}) {
        id(name, Tag::prefix, v.bytes, l);
    }
    // An e-mail has no empty form: an optional that read_fields() guarantees when required.
    void field(std::string_view name, std::optional<Email>& v, Limits const& l = {}) {
        email(name, v, l);
    }
    template <Dto T>
    void field(std::string_view name, T& v, Limits const& l = {}) {
        if (begin_object(name, l, T::schema)) {
            fields(*this, v);
            end_object();
        }
    }
    template <class T>
    void field(std::string_view name, std::vector<T>& v, Limits const& l = {}) {
        auto n = begin_list(name, v.size(), l);
        if (!n) return;
        if (v.size() != *n) v.resize(*n);
        for (std::size_t i = 0; i < *n; ++i) {
            item(i);
            field("", v[i], {.choices = l.choices});
        }
        end_list();
    }
    template <class T>
    void field(std::string_view name, std::optional<T>& v, Limits const& l = {}) {
        auto has = v ? Presence::there : Presence::absent;
        switch (optional(name, has, Null::is_absent)) {
            case Presence::absent:
                return v.reset();
            case Presence::null:
                return v.reset();
            case Presence::there:
                if (!v) v.emplace();
                return field(name, *v, l);
        }
    }
    // PATCH: outer absent = leave alone; inner empty = clear.
    template <class T>
    void field(std::string_view name, std::optional<std::optional<T>>& v, Limits const& l = {}) {
        auto has = !v ? Presence::absent : !*v ? Presence::null : Presence::there;
        switch (optional(name, has, Null::is_a_value)) {
            case Presence::absent:
                return v.reset();
            case Presence::null:
                return void(v.emplace(std::nullopt));
            case Presence::there:
                if (!v) v.emplace();
                if (!*v) v->emplace();
                return field(name, **v, l);
        }
    }
};

namespace detail {
using Visit = void (*)(FieldVisitor&, void* dto);
Result<void> read(json::Value const&, void* dto, Visit);
void write(json::Writer&, void* dto, Visit);
// Adds the schema of `name` and of the schemas that it refers to.
void describe(json::Object& schemas, std::string_view name, void* dto, Visit);
template <Dto T>
void visit(FieldVisitor& v, void* dto) {
    fields(v, *static_cast<T*>(dto));
}
}  // namespace detail

// Every DTO has `static constexpr std::string_view schema = "AddUser";`, its name in the API.
// Fails with the first error found, in the order of the DTO's fields; unknown keys last:
// `field.missing`, `field.unknown`, `field.type`, `field.too_short`, `field.too_long`,
// `field.too_small`, `field.too_large`, `field.choice`, `field.characters`, `email.*`, `time.*`,
// `id.malformed`; all Code::invalid with `field` set.
template <Dto T>
Result<T> read_fields(json::Value const& from) {
    T dto{};
    TRY(detail::read(from, &dto, detail::visit<T>));
    return dto;
}
template <Dto T>
void write_fields(json::Writer& to, T& dto) {
    detail::write(to, &dto, detail::visit<T>);
}
template <Dto T>
std::string to_json(T dto) {
    json::Writer writer;
    write_fields(writer, dto);
    return writer.take();
}
template <Dto T>
void describe_fields(json::Object& schemas) {
    T dto{};
    detail::describe(schemas, T::schema, &dto, detail::visit<T>);
}

}  // namespace usher
