#include "http/router.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>

#include "base/text.h"
#include "http/origin.h"

namespace usher::http {
namespace {

constexpr std::size_t max_whole_body = 1024 * 1024;  // larger ones are streamed, not routed here

constexpr std::array every_method = {Method::get,   Method::post,    Method::put,
                                     Method::patch, Method::delete_, Method::options};

using Params = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string_view> parts(std::string_view path) {
    std::vector<std::string_view> list;
    path.remove_prefix(1);
    for (;;) {
        auto slash = path.find('/');
        list.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return list;
        path.remove_prefix(slash + 1);
    }
}

bool placeholder(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

bool overlap(std::string_view a, std::string_view b) {
    auto left = parts(a);
    auto right = parts(b);
    return left.size() == right.size() && std::ranges::equal(left, right, [](auto x, auto y) {
               return x == y || placeholder(x) || placeholder(y);
           });
}

[[noreturn]] void bug_in_routes(std::string_view what, Route const& route) {
    std::fprintf(stderr, "usher: %.*s: %.*s %.*s\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(name(route.method).size()), name(route.method).data(),
                 static_cast<int>(route.path.size()), route.path.data());
    std::abort();
}

Method looked_up(Method method) { return method == Method::head ? Method::get : method; }

bool unsafe(Method method) {
    return method != Method::get && method != Method::head && method != Method::options;
}

bool stands_twice(Request const& request, std::string_view lower_case_name) {
    return std::ranges::count(request.raw().headers, lower_case_name,
                              &std::pair<std::string, std::string>::first) > 1;
}

// A page of another site can make a browser send our cookie, but not without saying where it is
// from (threat 42). Whoever presents a key or comes over the socket is no browser.
bool from_foreign_page(Request const& request, Route const& route) {
    auto kind = request.credential().kind;
    if (!unsafe(request.method()) || !route.needs_origin || kind == Credential::Kind::key ||
        kind == Credential::Kind::instance)
        return false;
    // Nobody can say which of two was meant; a browser sends one.
    if (stands_twice(request, "origin") || stands_twice(request, "sec-fetch-site")) return true;
    auto site = request.header("sec-fetch-site").value_or("same-origin");
    if (site != "same-origin" && site != "none") return true;
    auto origin = request.header("origin");
    if (origin) return !same_origin(*origin, request.public_url());
    return request.cookie(session_cookie).has_value();
}

bool json_media_type(std::string_view type) {
    auto semicolon = std::min(type.find(';'), type.size());
    auto rest = type.substr(semicolon);
    if (!ascii_iequals(type.substr(0, semicolon), "application/json")) return false;
    return rest.empty() || ascii_iequals(rest, ";charset=utf-8") ||
           ascii_iequals(rest, "; charset=utf-8");
}

Result<void> judge_query(Request const& request, Route const& route) {
    for (auto const& [name, value] : request.query_params()) {
        auto named = std::ranges::find(route.query, name, &QueryParam::name);
        if (named == route.query.end()) return fail(known("http.query").at(name));
    }
    return {};
}

Result<void> judge(Request const& request, Route const& route) {
    TRY(judge_query(request, route));
    if (from_foreign_page(request, route)) return fail(known("http.origin"));
    auto type = request.header("content-type").value_or("");
    if (!route.body.schema.empty() && !json_media_type(type)) return fail(known("http.media_type"));
    return {};
}

Response internal_error(std::string_view what, RequestId id) {
    return problem({Code::internal, "internal", std::string(what)}, id);
}

}  // namespace

struct Router::Tree {
    std::map<std::string, Tree, std::less<>> literal;
    std::unique_ptr<Tree> any;
    std::vector<Route const*> routes;

    Tree& descend(std::string_view part) {
        if (!placeholder(part)) return literal[std::string(part)];
        if (!any) any = std::make_unique<Tree>();
        return *any;
    }

    Route const* of(Method method) const {
        auto found = std::ranges::find(routes, method, &Route::method);
        return found == routes.end() ? nullptr : *found;
    }

    // A word of the path may be literal for one method and a placeholder for another.
    Route const* find(std::vector<std::string> const& segments, std::size_t depth,
                      Method method) const {
        if (depth == segments.size()) return of(method);
        auto exact = literal.find(segments[depth]);
        if (exact != literal.end())
            if (auto route = exact->second.find(segments, depth + 1, method)) return route;
        return any && !segments[depth].empty() ? any->find(segments, depth + 1, method) : nullptr;
    }
};

void Router::add(Route route) {
    if (!tree_) tree_ = std::make_shared<Tree>();
    if (!route.path.starts_with('/') || (!route.handler && !route.inline_handler) ||
        route.max_body > max_whole_body || route.method == Method::head)
        bug_in_routes("a route that cannot be served", route);
    for (auto key : route.errors)
        if (!known_error(key)) bug_in_routes("an error key that stands in no errors.def", route);
    for (auto const& other : routes_)
        if (other.method == route.method && overlap(other.path, route.path))
            bug_in_routes("two routes match one path", route);
    auto* node = tree_.get();
    for (auto part : parts(route.path)) node = &node->descend(part);
    routes_.push_back(std::move(route));
    node->routes.push_back(&routes_.back());
}

void Router::fallback(Handler handler, InlineHandler inline_handler) {
    fallback_ = std::move(handler);
    inline_fallback_ = std::move(inline_handler);
}

namespace {

Params params_of(Route const& route, std::vector<std::string> const& segments) {
    Params params;
    auto names = parts(route.path);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (placeholder(names[i]))
            params.emplace_back(names[i].substr(1, names[i].size() - 2), segments[i]);
    return params;
}

}  // namespace

std::optional<Response> Router::refuse(Request& request) const {
    if (request.route()) return std::nullopt;  // judged before
    auto parsed = request.parse_target();
    if (!parsed) return problem(parsed.error(), request.id());
    auto find = [&](Method method) {
        return tree_ ? tree_->find(request.segments(), 0, method) : nullptr;
    };
    if (auto route = find(looked_up(request.method()))) {
        auto judged = judge(request, *route);
        if (!judged) return problem(judged.error(), request.id());
        request.bind(*route, params_of(*route, request.segments()), account_of_);
        return std::nullopt;
    }
    std::string allow;
    for (auto method : every_method)
        if (find(method)) allow.append(allow.empty() ? "" : ", ").append(name(method));
    if (allow.starts_with("GET")) allow.insert(3, ", HEAD");
    if (!allow.empty()) return problem(known("http.method"), request.id()).with("Allow", allow);
    if (looked_up(request.method()) == Method::get && (fallback_ || inline_fallback_))
        return std::nullopt;
    return problem(not_found(), request.id());
}

std::optional<Response> Router::answer_inline(Request const& request) const try {
    auto const& handler = request.route() ? request.route()->inline_handler : inline_fallback_;
    return handler ? handler(request) : std::nullopt;
} catch (std::exception const& bug) {
    return internal_error(bug.what(), request.id());
}

std::size_t Router::max_body(Request const& request) const {
    return request.route() ? request.route()->max_body : 0;
}

Response Router::dispatch(Request& request) const try {
    if (auto refusal = refuse(request)) return std::move(*refusal);
    if (auto answer = answer_inline(request)) return std::move(*answer);
    auto const& handler = request.route() ? request.route()->handler : fallback_;
    if (!handler) return problem(not_found(), request.id());
    auto answer = handler(request);
    if (!answer && told_) told_(request, answer.error());
    if (!answer) return problem(answer.error(), request.id());
    return std::move(*answer);
} catch (std::exception const& bug) {
    return internal_error(bug.what(), request.id());
}

}  // namespace usher::http
