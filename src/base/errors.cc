#include "base/errors.h"

#include <algorithm>

#include "base/refusal.h"

namespace usher {
namespace {

constexpr KnownError known[] = {
#define USHER_ERROR(key, code, text) {key, Code::code, text},
#include "base/errors.def"
#undef USHER_ERROR
};

// The value that stands for {name}, or nothing.
std::string const* value_of(std::string_view name, Error const& error) {
    for (auto const& param : error.params)
        if (param.name == name) return &param.value;
    return name == "field" && !error.field.empty() ? &error.field : nullptr;
}

}  // namespace

std::span<KnownError const> base_errors() { return known; }

std::string fill(std::string_view sentence, Error const& error) {
    std::string filled;
    while (!sentence.empty()) {
        auto open = std::min(sentence.find('{'), sentence.size());
        auto close = sentence.find('}', open);
        filled += sentence.substr(0, open);
        if (close == std::string_view::npos) return filled.append(sentence.substr(open));
        auto placeholder = sentence.substr(open, close - open + 1);
        auto value = value_of(placeholder.substr(1, placeholder.size() - 2), error);
        filled += value ? std::string_view(*value) : placeholder;
        sentence.remove_prefix(close + 1);
    }
    return filled;
}

Error base_error(std::string_view key, std::string_view field, std::vector<Param> params) {
    return refusal_of(known, key, field, std::move(params));
}

}  // namespace usher
