// One request as a handler sees it: parsed, limited, with its id; nothing of the wire.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fields.h"
#include "base/id.h"
#include "base/result.h"
#include "http/response.h"
#include "store/store.h"

namespace usher::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };
std::string_view name(Method);

struct Route;

// The cookie of a session. Browsers take a Secure cookie from http://localhost and http://127.0.0.1
// as well (Chromium and Firefox do, Safari does not), so the name is one and the same with TLS and
// in a trial on one's own machine; beyond that the server refuses to listen without https.
constexpr std::string_view session_cookie = "__Host-usher";

// Who asks, as presented and not yet believed; access::Authority decides what it is worth. An
// Authorization header always wins over the cookie, also where it is malformed.
struct Credential {
    enum class Kind : std::uint8_t { none, session, key, instance };
    Kind kind = Kind::none;
    Secret token = {};  // the cookie's or the bearer token; empty for the instance
};

// What the wire layer hands over. Header names are lower case, in order of arrival.
struct Raw {
    Method method = Method::get;
    std::string target = {};  // path and query as sent
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    std::string address = {};  // the client's, after trusted proxies
    bool instance = false;     // came over DATA/usher.sock from our own user (RT26)
    // The server's, from configuration only (threat 1): no slash at the end, no path. Outlives us.
    std::string_view public_url = "http://127.0.0.1:8080";
};

// Which account a path's {account} names; zeros: none. Accounts are not http's to know: whoever
// wires the routes says how they are found.
using AccountOf = std::function<Result<AccountId>(store::Snapshot&, std::string_view named)>;

class Request {
 public:
    Request(Raw, RequestId, store::Store&);

    Method method() const { return raw_.method; }
    std::string_view path() const { return path_; }  // as sent, without the query
    RequestId id() const { return id_; }
    std::string const& address() const { return raw_.address; }
    Credential const& credential() const { return credential_; }
    std::optional<std::string_view> header(std::string_view lower_case_name) const;
    // Nothing as well where it stands twice: nobody can say which one was meant.
    std::optional<std::string> cookie(std::string_view name) const;
    // What every link begins with: "https://users.example.com". Never taken from the request.
    std::string_view public_url() const { return raw_.public_url; }

    // The part of the path under {name}, percent-decoded; empty where the route has none.
    std::string_view param(std::string_view name) const;
    // The same as an id. A malformed id is an unknown one: `not_found` (RT31).
    template <class T>
    Result<T> id_param(std::string_view name) const {
        auto id = T::parse(param(name));
        if (!id) return fail(not_found());
        return *id;
    }
    // Query parameters, decoded. One that stands twice was refused before (threat 2), and so was
    // one that the route does not name.
    std::optional<std::string_view> query(std::string_view name) const;
    // An integer within limits; `field.*` otherwise.
    Result<std::int64_t> query_integer(std::string_view name, std::int64_t fallback,
                                       std::int64_t min, std::int64_t max) const;
    // The values of a comma-separated list: ?status=active,invited
    std::vector<std::string> query_list(std::string_view name) const;

    template <Dto T>
    Result<T> body() const {
        auto value = TRY(json_body());
        return read_fields<T>(value);
    }
    // If-Match as a row version: nothing where absent; `http.if_match` where malformed.
    Result<std::optional<std::int64_t>> if_match() const;

    // Reads on one snapshot. unit: Snapshot& → Result<Response>
    template <class Unit>
    Result<Response> read(Unit&& unit) {
        return store_.read(std::forward<Unit>(unit));
    }
    // One transaction: who asks, then the retry check (R11), then the change. `who`:
    // Tx& → Result<A> where A has `std::string idempotency_scope() const`; unit: (Tx&, A const&) →
    // Result<Response>. With an Idempotency-Key seen before from the same actor on this route, the
    // first answer is given again and unit is not run; the same key with another body is
    // `idempotency.reused`. The scope names the actor ("usr_…"); the account is the path's
    // {account}, where it has one.
    template <class Who, class Unit>
    Result<Response> write(Who&& who, Unit&& unit) {
        return store_.write([&](store::Tx& tx) -> Result<Response> {
            if (!raw_.instance) tx.asked_from(raw_.address);
            auto actor = TRY(who(tx));
            auto scope = actor.idempotency_scope();
            auto earlier = TRY(replay(tx, scope));
            if (earlier) return std::move(*earlier);
            auto answer = TRY(unit(tx, actor));
            TRY(remember(tx, scope, answer));
            return answer;
        });
    }
    store::Store& store() { return store_; }

    // The router fills these before the handler runs.
    void bind(Route const&, std::vector<std::pair<std::string, std::string>> params,
              AccountOf const&);
    Route const* route() const { return route_; }       // null until bound, and for the UI's pages
    Result<AccountId> account(store::Snapshot&) const;  // of the path; zeros: it names none
    // Parsed once, by the router: `http.target`, or `http.query` where a name stands twice.
    Result<void> parse_target();
    std::vector<std::string> const& segments() const { return segments_; }  // decoded
    std::vector<std::pair<std::string, std::string>> const& query_params() const { return query_; }
    Raw const& raw() const { return raw_; }
    // The server reads the body after the route is known, for the route says how long it may be.
    void take_body(std::string body) { raw_.body = std::move(body); }

 private:
    Result<json::Value> json_body() const;
    Result<std::optional<Response>> replay(store::Tx&, std::string const& scope);
    Result<void> remember(store::Tx&, std::string const& scope, Response const&);

    Raw raw_;
    RequestId id_;
    store::Store& store_;
    Credential credential_;
    std::string path_;  // as sent, without the query
    std::vector<std::string> segments_;
    Route const* route_ = nullptr;
    AccountOf const* account_of_ = nullptr;
    std::vector<std::pair<std::string, std::string>> params_;
    std::vector<std::pair<std::string, std::string>> query_;
};

}  // namespace usher::http
