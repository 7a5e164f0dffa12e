// Files of breached passwords. Tests only.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/secret.h"
#include "base/sha1.h"

namespace usher::signin {

// As the downloader of Have I Been Pwned writes it.
inline std::string breached_hash(std::string_view password) {
    auto digest = sha1(password);
    auto text = hex({reinterpret_cast<char const*>(digest.data()), digest.size()});
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

// The lines of a list of those passwords: `after` stands behind each hash.
inline std::string breached_list(std::vector<std::string> const& passwords,
                                 std::string const& after = ":3\n") {
    std::vector<std::string> hashes;
    for (auto const& password : passwords) hashes.push_back(breached_hash(password));
    std::ranges::sort(hashes);
    std::string text;
    for (auto const& hash : hashes) text.append(hash).append(after);
    return text;
}

inline void put_in_place(std::string const& path, std::string const& text) {
    auto fresh = path + ".new";
    auto* file = std::fopen(fresh.c_str(), "wb");
    bool written = file && std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (file) written = std::fclose(file) == 0 && written;
    if (written && std::rename(fresh.c_str(), path.c_str()) == 0) return;
    std::perror(fresh.c_str());
    std::abort();
}

}  // namespace usher::signin
