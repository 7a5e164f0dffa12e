// The texts of the catalogue (locales/<tag>.json, shared with the UI), filled in. A text is ICU's
// message format as far as the UI knows it: {name}, {n, plural, =0 {…} one {…} other {# …}} and
// {kind, select, this {…} other {…}}.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"

namespace usher::mail {

class Catalogue {
 public:
    // Fails with `mail.catalogue`; the detail names the file and the key.
    static Result<Catalogue> load(std::span<EmbeddedFile const>);

    // The tag that texts come from: the language itself, its main language (pt for pt-BR), or en.
    std::string_view best(std::string_view language) const;
    bool has(std::string_view key) const;  // in English, which has them all
    // Falls back to English text by text. Fails with `mail.no_text` or `mail.no_param`: bugs, which
    // the tests of the catalogue find.
    Result<std::string> text(std::string_view language, std::string_view key,
                             std::span<Param const> params) const;
    // The names of the params that a text asks for, in English.
    std::vector<std::string> params_of(std::string_view key) const;
    std::vector<std::string> keys(std::string_view language, std::string_view prefix) const;

 private:
    using Texts = std::map<std::string, std::string, std::less<>>;
    std::string const* find(std::string_view language, std::string_view key) const;
    std::map<std::string, Texts, std::less<>> languages_;
};

}  // namespace usher::mail
