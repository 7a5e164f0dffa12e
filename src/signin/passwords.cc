#include "signin/passwords.h"

#include <zxcvbn.h>

#include "base/text.h"
#include "signin/breached.h"
#include "signin/usual.h"

namespace usher::signin {
namespace {

// About 10^8 guesses: above what an attacker can try online, and far above lists of common ones.
constexpr double enough_bits = 26;
// The estimate's time grows faster than its text; what follows only adds strength.
constexpr std::size_t judged_bytes = 72;
constexpr std::size_t max_context_words = 40;

Error refused(std::string_view key, std::string_view detail) {
    return invalid_field("password", key, detail);
}

// Words of at least four letters: shorter ones would refuse good passwords by accident.
std::vector<std::string> words_of(std::vector<std::string> const& context) {
    std::vector<std::string> words;
    for (auto const& text : context) {
        auto folded = search_fold(text);
        // The whole of it too: an address is long enough to look strong part by part.
        if (folded.size() >= 4 && words.size() < max_context_words) words.push_back(folded);
        std::string word;
        for (char c : folded + " ") {
            bool inside = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
            if (inside) word.push_back(c);
            if (inside) continue;
            if (word.size() >= 4 && words.size() < max_context_words) words.push_back(word);
            word.clear();
        }
    }
    return words;
}

double bits(Secret const& password, std::vector<std::string> const& words) {
    std::vector<char const*> list;
    for (auto const& word : words) list.push_back(word.c_str());
    list.push_back(nullptr);
    return ZxcvbnMatch(password.reveal().data(), list.data(), nullptr);
}

}  // namespace

Result<void> judge(Secret const& password, std::vector<std::string> const& context,
                   Breached& breached) {
    auto text = password.reveal();
    if (!well_formed(text))
        return fail(refused("field.characters", "The password holds broken characters."));
    auto length = static_cast<std::int64_t>(code_points(text));
    if (length < min_password) {
        return fail(refused("passwords.too_short",
                            "A password has at least 8 characters; 15 or "
                            "more are better.")
                        .with("min", std::to_string(min_password)));
    }
    if (length > max_password) {
        return fail(refused("passwords.too_long", "A password has at most 256 characters.")
                        .with("max", std::to_string(max_password)));
    }
    Secret judged(std::string(text.substr(0, judged_bytes)));
    bool weak = is_usual(text) || bits(judged, {}) < enough_bits;
    bool weak_here = bits(judged, words_of(context)) < enough_bits;
    if (weak) {
        return fail(refused("passwords.too_common",
                            "This password is one of the first that attackers "
                            "try. Choose a longer or rarer one."));
    }
    if (weak_here) {
        return fail(refused("passwords.context",
                            "The password is mostly your name, your address "
                            "or the product's name. Choose another."));
    }
    if (breached.holds(password)) {
        return fail(refused("passwords.breached",
                            "This password has become known by a breach elsewhere. Choose "
                            "another, and change it wherever else you use it."));
    }
    return {};
}

}  // namespace usher::signin
