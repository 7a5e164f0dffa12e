#include "web/language.h"

#include <algorithm>

#include "base/json.h"
#include "base/language.h"
#include "base/text.h"

namespace usher::web {
namespace {

constexpr std::string_view cookie = "language";
constexpr std::int64_t kept_s = 365 * 24 * 3600;

std::string wished(std::string_view accept) {
    while (!accept.empty()) {
        auto comma = std::min(accept.find(','), accept.size());
        auto item = accept.substr(0, comma);
        accept.remove_prefix(std::min(comma + 1, accept.size()));
        auto tag = trimmed(item.substr(0, item.find(';')));
        if (spoken(tag)) return tag;
    }
    return "en";
}

struct LanguageChoice {
    static constexpr std::string_view schema = "LanguageChoice";
    std::string language;
};
void fields(FieldVisitor& v, LanguageChoice& dto) {
    v.field("language", dto.language,
            {.choices = {languages().begin(), languages().end()},
             .about = "The language of the pages."});
}

Result<http::Response> put_language(http::Request& request) {
    auto choice = TRY(request.body<LanguageChoice>());
    return http::no_content().with("Set-Cookie",
                                   http::cookie_text(cookie, choice.language, kept_s));
}

}  // namespace

std::string language_of(std::string const& boot, http::Request const& request) {
    auto value = json::parse(boot);
    auto member = value ? value->member("language") : nullptr;
    if (member && member->text() && spoken(*member->text())) return *member->text();
    auto kept = request.cookie(cookie).value_or("");
    if (spoken(kept)) return std::string(kept);
    return wished(request.header("accept-language").value_or(""));
}

std::string_view direction(std::string_view language) {
    auto plain = main_language(language);
    auto leftward = plain == "ar" || plain == "he" || plain == "fa" || plain == "ur";
    return leftward ? "rtl" : "ltr";
}

void add_language_route(http::Router& router) {
    router.add({.method = http::Method::put,
                .path = "/v1/me/language",
                .name = "set_language",
                .about = "Keeps the language of the pages in a cookie of this browser.",
                .act = "public",
                .handler = put_language,
                .body = http::shape<LanguageChoice>(),
                .status = 204});
}

}  // namespace usher::web
