#include "accounts/accounts.h"

#include "base/text.h"

namespace usher::accounts {
namespace {

bool plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

bool is_slug(std::string_view slug) {
    if (slug.size() < 2 || slug.size() > max_slug) return false;
    if (!plain(slug.front()) || !plain(slug.back())) return false;
    if (slug.find("--") != std::string_view::npos) return false;
    return std::all_of(slug.begin(), slug.end(), [](char c) { return plain(c) || c == '-'; });
}

std::string slug_of(std::string_view name) {
    std::string slug;
    for (char c : search_fold(name)) {
        if (plain(c))
            slug.push_back(c);
        else if (!slug.empty() && slug.back() != '-')
            slug.push_back('-');
        if (slug.size() == max_slug - 6) break;  // room for "-12345"
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug.size() < 2 ? "account" : slug;
}

}  // namespace usher::accounts
