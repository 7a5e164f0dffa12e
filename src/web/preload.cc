#include "web/preload.h"

#include "base/json.h"

namespace usher::web {
namespace {

std::vector<std::string> files_in(json::Value const* list) {
    std::vector<std::string> files;
    if (!list || !list->array()) return files;
    for (auto const& one : *list->array())
        if (auto const* file = one.text()) files.push_back(*file);
    return files;
}

// "/a/{slug}/…": what follows the slug.
std::string_view within_account(std::string_view path) {
    constexpr std::string_view begin = "/a/";
    if (!path.starts_with(begin)) return {};
    auto slash = path.find('/', begin.size());
    return slash == std::string_view::npos ? "/" : path.substr(slash);
}

}  // namespace

Result<Preload> Preload::read(std::string_view text) {
    auto lists = TRY(json::parse(text));
    Preload preload;
    preload.account_ = files_in(lists.member("account"));
    preload.users_ = files_in(lists.member("users"));
    auto const* texts = lists.member("texts");
    if (texts && texts->object())
        for (auto const& [tag, files] : *texts->object()) preload.texts_[tag] = files_in(&files);
    return preload;
}

std::string Preload::links(std::string_view path, std::string_view language) const {
    auto page = within_account(path);
    if (page.empty()) return {};
    std::string links;
    auto add = [&](Files const& files) {
        for (auto const& file : files)
            links += "<link rel=\"modulepreload\" href=\"" + file + "\">";
    };
    add(account_);
    if (page == "/users" || page.starts_with("/users/")) add(users_);
    auto texts = texts_.find(language);
    if (texts == texts_.end()) texts = texts_.find(language.substr(0, language.find('-')));
    if (texts == texts_.end()) texts = texts_.find("en");
    if (texts != texts_.end()) add(texts->second);
    return links;
}

}  // namespace usher::web
