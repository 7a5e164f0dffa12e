// Fills a DTO from JSON, strictly.
#include <algorithm>

#include "base/errors.h"
#include "base/fields.h"
#include "base/text.h"

namespace usher {
namespace {

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
        auto typed = trimmed(*given);
        // Composing is work: what cannot fit afterwards is refused unread.
        auto longest = most(l, Limits::max_letters) * static_cast<std::int64_t>(most_composed);
        if (static_cast<std::int64_t>(code_points(typed)) > longest) return too_long(name, l);
        if (!has_few_marks(typed)) return refuse("field.characters", name);
        auto read = nfc(typed);
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

    void too_long(std::string_view name, Limits const& l) {
        auto max = std::to_string(most(l, Limits::max_letters));
        refuse("field.too_long", name, {{"max", std::move(max)}});
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

}  // namespace

Result<void> detail::read(json::Value const& from, void* dto, Visit visit) {
    Reader reader(from);
    if (reader.begin()) {
        visit(reader, dto);
        reader.note_unknown();
    }
    return reader.finish();
}

}  // namespace usher
