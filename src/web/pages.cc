#include "web/pages.h"

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include "web/encoding.h"
#include "web/language.h"
#include "web/preload.h"

namespace usher::web {
namespace {

constexpr std::string_view theme_cookie = "theme";
constexpr std::int64_t theme_kept_s = 365 * 24 * 3600;
constexpr std::array<std::string_view, 3> themes = {"system", "light", "dark"};
constexpr std::string_view forever = "public, max-age=31536000, immutable";
constexpr std::string_view an_hour = "public, max-age=3600";

// What ui/index.html holds in the places that are filled for each request.
constexpr std::string_view empty_root = "<html lang=\"en\" dir=\"ltr\" data-theme=\"system\">";
constexpr std::string_view empty_boot = "<script type=\"application/json\" id=\"boot\">{}</script>";

constexpr std::string_view head_end = "</head>";
constexpr std::string_view nobody = "{}";  // the boot data where nobody is signed in

constexpr std::string_view not_built =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Usher</title>"
    "<h1>Usher is running without its pages</h1>"
    "<p>This server was built without the UI. Run <code>script/build</code>, then start it again."
    "</p></html>";

constexpr std::pair<std::string_view, std::string_view> media_types[] = {
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
};

std::string_view media_type(std::string_view path) {
    for (auto const& [ending, type] : media_types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

using Files = std::unordered_map<std::string_view, File const*>;

http::Response file_answer(File const& file, http::Request const& request) {
    auto form = encoded(file, request.header("accept-encoding").value_or(""));
    // One tag for each form: a cache must not mix them up.
    auto tag = "\"" + std::string(file.digest.substr(0, 32)) + std::string(form.name) + "\"";
    http::Response response;
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Vary", "Accept-Encoding");
    auto asset = file.path.starts_with("/assets/");
    response.headers.emplace_back("Cache-Control", asset ? forever : an_hour);
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        return response;
    }
    response.content_type = media_type(file.path);
    response.borrowed = form.bytes;
    if (!form.name.empty()) response.headers.emplace_back("Content-Encoding", form.name);
    return response;
}

// An address of the UI: not the API's, not a file's, and asked for by something that shows pages.
bool page_address(http::Request const& request) {
    auto path = request.path();
    auto accept = request.header("accept").value_or("*/*");
    auto reserved = path.starts_with("/v1/") || path.starts_with("/assets/") ||
                    path.starts_with("/dev/") || path == "/v1";
    auto last = path.substr(path.rfind('/'));
    return !reserved && last.find('.') == std::string_view::npos &&
           (accept.find("text/html") != std::string_view::npos ||
            accept.find("*/*") != std::string_view::npos);
}

std::string_view theme_of(http::Request const& request) {
    auto cookie = request.cookie(theme_cookie).value_or("");
    auto known = std::ranges::find(themes, cookie);
    return known != themes.end() ? *known : themes[0];
}

// JSON inside of HTML: no text may end the block or begin a comment.
std::string for_a_block(std::string_view json) {
    std::string text;
    for (auto c : json) c == '<' ? text.append("\\u003c") : text.append(1, c);
    return text;
}

void fill_in(std::string& page, std::string_view place, std::string const& text) {
    auto at = page.find(place);
    if (at != std::string::npos) page.replace(at, place.size(), text);
}

// The page that is filled in for each request, and what it is told to fetch.
struct Index {
    File const* page = nullptr;
    Preload preload;
};

http::Response page_answer(Index const& index, Boot const& boot, http::Request& request) {
    http::Response response;
    response.content_type = "text/html; charset=utf-8";
    response.headers.emplace_back("Cache-Control", "private, no-store");
    if (!index.page) {
        response.status = 503;
        response.body = not_built;
        return response;
    }
    auto json = boot(request);
    auto language = language_of(json, request);
    auto root = "<html lang=\"" + language + "\" dir=\"" + std::string(direction(language)) +
                "\" data-theme=\"" + std::string(theme_of(request)) + "\">";
    response.body = index.page->plain;
    fill_in(response.body, empty_root, root);
    fill_in(response.body, empty_boot,
            "<script type=\"application/json\" id=\"boot\">" + for_a_block(json) + "</script>");
    bool signed_in = json != nobody;
    if (signed_in)
        fill_in(response.body, head_end,
                index.preload.links(request.path(), language) + std::string(head_end));
    return response;
}

struct ThemeChoice {
    static constexpr std::string_view schema = "ThemeChoice";
    std::string theme;
};
void fields(FieldVisitor& v, ThemeChoice& dto) {
    v.field("theme", dto.theme,
            {.choices = {themes.begin(), themes.end()}, .about = "How the pages look."});
}

Result<http::Response> put_theme(http::Request& request) {
    auto choice = TRY(request.body<ThemeChoice>());
    return http::no_content().with("Set-Cookie",
                                   http::cookie_text(theme_cookie, choice.theme, theme_kept_s));
}

}  // namespace

void add_pages(http::Router& router, Boot boot, std::span<File const> files) {
    auto by_path = std::make_shared<Files>();
    for (auto const& file : files) by_path->emplace(file.path, &file);
    // What the server itself reads is no file to ask for.
    auto taken = [&](std::string_view path) -> File const* {
        auto found = by_path->extract(path);
        return found.empty() ? nullptr : found.mapped();
    };
    Index index{taken("/index.html"), {}};
    if (auto const* lists = taken("/preload.json"))
        if (auto preload = Preload::read(lists->plain)) index.preload = *std::move(preload);
    router.fallback(
        [index, boot = std::move(boot)](http::Request& request) -> Result<http::Response> {
            if (!page_address(request)) return fail(not_found());
            return page_answer(index, boot, request);
        },
        [by_path](http::Request const& request) -> std::optional<http::Response> {
            auto found = by_path->find(request.path());
            if (found == by_path->end()) return std::nullopt;
            return file_answer(*found->second, request);
        });
    router.add({.method = http::Method::put,
                .path = "/v1/me/theme",
                .name = "set_theme",
                .about = "Keeps how the pages look in a cookie of this browser.",
                .act = "public",
                .handler = put_theme,
                .body = http::shape<ThemeChoice>(),
                .status = 204});
    add_language_route(router);
}

}  // namespace usher::web
