#include "web/encoding.h"

#include <algorithm>

#include "base/text.h"

namespace usher::web {
namespace {

std::string_view trimmed_view(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// "q=0", "q=0.0", …
bool refused(std::string_view parameters) {
    auto weight = trimmed_view(parameters);
    return weight.starts_with("q=0") && weight.find_first_of("123456789") == std::string_view::npos;
}

bool accepts(std::string_view list, std::string_view coding) {
    while (!list.empty()) {
        auto comma = std::min(list.find(','), list.size());
        auto item = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        auto semicolon = std::min(item.find(';'), item.size());
        if (!ascii_iequals(trimmed_view(item.substr(0, semicolon)), coding)) continue;
        return semicolon == item.size() || !refused(item.substr(semicolon + 1));
    }
    return false;
}

}  // namespace

Encoded encoded(File const& file, std::string_view accept_encoding) {
    if (!file.brotli.empty() && accepts(accept_encoding, "br")) return {file.brotli, "br"};
    if (!file.gzip.empty() && accepts(accept_encoding, "gzip")) return {file.gzip, "gzip"};
    return {file.plain, ""};
}

}  // namespace usher::web
