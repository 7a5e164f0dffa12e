#include "base/cause.h"

namespace usher {

std::string_view cause_of(Error const& error) {
    for (auto const& param : error.params)
        if (param.name == cause_param) return param.value;
    return {};
}

std::string with_cause(Error const& error) {
    auto cause = cause_of(error);
    if (cause.empty()) return error.detail;
    auto text = error.detail;
    return text.append(text.empty() ? "(" : " (").append(cause).append(")");
}

}  // namespace usher
