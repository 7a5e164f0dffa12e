#include "base/language.h"

#include <algorithm>

#include "base/embedded.h"

namespace usher {
namespace {

constexpr std::size_t longest_tag = 35;
constexpr std::string_view ending = ".json";

std::vector<std::string> read_languages() {
    std::vector<std::string> tags;
    for (auto const& file : locales())
        if (file.name.ends_with(ending))
            tags.emplace_back(file.name.substr(0, file.name.size() - ending.size()));
    return tags;
}

bool may_stand(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

std::vector<std::string> const& languages() {
    static auto const tags = read_languages();
    return tags;
}

std::string_view main_language(std::string_view tag) { return tag.substr(0, tag.find('-')); }

bool spoken(std::string_view tag) {
    if (tag.empty() || tag.size() > longest_tag || !std::ranges::all_of(tag, may_stand))
        return false;
    return std::ranges::find(languages(), main_language(tag)) != languages().end();
}

}  // namespace usher
