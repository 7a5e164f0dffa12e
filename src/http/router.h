// Routes as rows: what stands in a row is what is served, checked and described in /openapi.json.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "http/request.h"
#include "http/response.h"

namespace usher::http {

using Handler = std::function<Result<Response>(Request&)>;
// Answers on the I/O thread, or nothing: then the request goes to a worker. Never touches the
// store, never blocks.
using InlineHandler = std::function<std::optional<Response>(Request const&)>;

struct Shape {                     // of a body
    std::string_view schema = {};  // empty: no body
    void (*describe)(json::Object& schemas) = nullptr;
};
template <Dto T>
Shape shape() {
    return {T::schema, [](json::Object& schemas) { describe_fields<T>(schemas); }};
}

struct QueryParam {
    std::string_view name;
    std::string_view about;
};

struct Route {
    Method method = Method::get;
    std::string_view path = {};   // "/v1/accounts/{account}/users/{user}"
    std::string_view name = {};   // the operation's id: "edit_user"
    std::string_view about = {};  // one sentence
    std::string_view act =
        {};  // what it needs: "users.edit", "self", "operator", "product", "public"
    Handler handler = {};
    InlineHandler inline_handler = {};
    std::vector<QueryParam> query = {};
    Shape body = {};
    Shape answer = {};
    std::string_view media_type = "application/json";  // of the answer
    int status = 200;                                  // of success
    std::vector<std::string_view> errors = {};         // keys beside the ones any route may give
    std::size_t max_body = 64 * 1024;
    bool needs_origin = true;  // false only for what a browser never sends with a cookie
    bool described = true;     // false: assets, /dev/mail, pages
};

class Router {
 public:
    Router() = default;
    Router(Router&&) = default;
    Router& operator=(Router&&) = default;
    // Answers that are kept for retries lie in the account that the path names.
    void find_accounts_by(AccountOf find) { account_of_ = std::move(find); }
    // Two routes that can match one path, and an error key that stands in no errors.def, are bugs:
    // they end the process at start.
    void add(Route);
    // For everything else under GET: the UI's pages and assets.
    void fallback(Handler, InlineHandler);

    // Told of every error that a handler answers with: for the record. Must not throw.
    void watch(std::function<void(Request&, Error const&)> told) { told_ = std::move(told); }

    // Judges all that can be judged without the body, and binds the route: 404, 405 (with Allow),
    // an unknown or repeated query parameter, a request from a foreign page (threat 42), the media
    // type. Nothing: the request may go on. Never blocks; a second call changes nothing.
    std::optional<Response> refuse(Request&) const;
    // What the I/O thread can answer at once; nothing: it is a worker's. After refuse().
    std::optional<Response> answer_inline(Request const&) const;
    // How long a body the bound route takes. After refuse().
    std::size_t max_body(Request const&) const;
    // refuse(), then the handler, on the calling thread: what workers, the CLI in process and tests
    // use. Always an answer: errors become problem+json, exceptions 500 with the request's id.
    Response dispatch(Request&) const;
    std::deque<Route> const& routes() const { return routes_; }

 private:
    struct Tree;
    std::deque<Route> routes_;  // requests point into it
    AccountOf account_of_;      // requests know it, too
    Handler fallback_;
    InlineHandler inline_fallback_;
    std::function<void(Request&, Error const&)> told_;
    std::shared_ptr<Tree> tree_;
};

// OpenAPI 3.1 of all described routes (architecture section 11).
std::string openapi(Router const&, std::string_view version);

}  // namespace usher::http
