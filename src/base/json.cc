#include "base/json.h"

#include <algorithm>

namespace usher::json {

Value const* Value::member(std::string_view name) const {
    auto members = object();
    if (!members) return nullptr;
    auto found = std::ranges::find(*members, name, &Member::first);
    return found == members->end() ? nullptr : &found->second;
}

bool Value::operator==(Value const& other) const { return is == other.is; }

std::string text(Value const& value) {
    Writer writer;
    writer.value(value);
    return writer.take();
}

}  // namespace usher::json
