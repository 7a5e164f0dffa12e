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

// Who asks, as presented and not yet believed; access::Authority decides what it is worth.
struct Credential {
    enum class Kind : std::uint8_t { none, session, key, instance };
    Kind kind = Kind::none;
    Secret token = {};  // the cookie's or the bearer token; empty for the instance
};

// What the wire layer hands over. Header names are lower case, in order of arrival.
struct Raw {
    Method method = Method::get;
    std::string target;  // path and query as sent
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string address;    // the client's, after trusted proxies
    bool instance = false;  // came over DATA/usher.sock from our own user (RT26)
};

class Request {
public:
    Request(Raw, RequestId, store::Store&);

    Method method() const { return raw_.method; }
    std::string_view path() const { return path_; }
    RequestId id() const { return id_; }
    std::string const& address() const { return raw_.address; }
    Credential const& credential() const { return credential_; }
    std::optional<std::string_view> header(std::string_view lower_case_name) const;
    std::optional<std::string> cookie(std::string_view name) const;

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
    // Tx& → Result<A> where A has `std::string idempotency_scope() const`; unit: (Tx&, A const&) → Result<Response>.
    // With an Idempotency-Key seen before from the same actor on this route, the first answer is
    // given again and unit is not run; the same key with another body is `idempotency.reused`.
    template <class Who, class Unit>
    Result<Response> write(Who&& who, Unit&& unit) {
        return store_.write([&](store::Tx& tx) -> Result<Response> {
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
    void bind(std::string_view route, std::vector<std::pair<std::string, std::string>> params);
    // Parsed once, by the router. False where the query is malformed or repeats a name.
    Result<void> parse_target();
    std::vector<std::pair<std::string, std::string>> const& query_params() const { return query_; }
    Raw const& raw() const { return raw_; }

private:
    Result<json::Value> json_body() const;
    Result<std::optional<Response>> replay(store::Tx&, std::string const& scope);
    Result<void> remember(store::Tx&, std::string const& scope, Response const&);

    Raw raw_;
    RequestId id_;
    store::Store& store_;
    Credential credential_;
    std::string path_;
    std::string route_;  // "POST /v1/accounts/{account}/users"
    std::vector<std::pair<std::string, std::string>> params_;
    std::vector<std::pair<std::string, std::string>> query_;
};

}  // namespace usher::http
