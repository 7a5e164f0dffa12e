// Makes JSON of a DTO.
#include "base/fields.h"

namespace usher {
namespace {

using json::Value;

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

}  // namespace

void detail::write(json::Writer& to, void* dto, Visit visit) {
    FieldWriter writer(to);
    to.begin_object();
    visit(writer, dto);
    to.end_object();
}

}  // namespace usher
