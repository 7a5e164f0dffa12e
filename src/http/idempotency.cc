// Retries that do nothing twice (R11). The key's row is inserted first, in the transaction of the
// change itself: of two requests with one key the second waits for the first, or finds its answer.
#include <algorithm>

#include "base/json.h"
#include "base/secret.h"
#include "http/request.h"
#include "http/router.h"

namespace usher::http {
namespace {

constexpr std::size_t max_key = 128;
constexpr Duration kept = hours(24);

bool visible(char c) { return c > 0x20 && c < 0x7f; }

bool changes_something(Method method) {
    return method == Method::post || method == Method::put || method == Method::patch ||
           method == Method::delete_;
}

// Which request a key stands for, beside what it is for: who, where, and under which key.
struct Place {
    AccountId account;  // zeros: it is in none
    std::string actor;
    std::string route;
    std::string key;
};

Result<std::optional<Place>> place(store::Snapshot& snapshot, Request const& request,
                                   std::string const& actor) {
    auto key = request.header("idempotency-key");
    if (!key || !request.route() || !changes_something(request.method()))
        return std::optional<Place>();
    if (key->empty() || key->size() > max_key || !std::ranges::all_of(*key, visible))
        return fail(known("idempotency.key"));
    auto account = TRY(request.account(snapshot));
    std::string route(name(request.method()));
    route.append(" ").append(request.route()->path);
    return std::optional(Place{account, actor, route, std::string(*key)});
}

// The address belongs to it: the same key for another user's row is another request.
Digest request_digest(Request const& request) {
    return sha256(request.raw().target + '\n' + request.raw().body);
}

bool holds_secret(Response const& response) {
    auto cookie = [](auto const& header) { return header.first == "Set-Cookie"; };
    return response.holds_secret || std::ranges::any_of(response.headers, cookie);
}

std::string text_member(json::Value const& value, std::string_view name) {
    auto member = value.member(name);
    return member && member->text() ? *member->text() : std::string();
}

// What the answer speaks of: what the path names last, or what was made. Nothing: of several.
std::optional<std::string> about(Request const& request, Response const& response) {
    auto path = request.route()->path;
    auto open = path.rfind('{');
    auto named = open == path.npos ? std::string_view()
                                   : path.substr(open + 1, path.find('}', open) - open - 1);
    if (!named.empty() && named != "account") return std::string(request.param(named));
    auto value = json::parse(response.body);
    auto id = value ? text_member(*value, "id") : std::string();
    return id.empty() ? std::nullopt : std::optional(id);
}

std::string packed(Response const& response) {
    json::Writer out;
    out.begin_object();
    out.member("content_type", response.content_type).member("error", response.error_key);
    out.name("headers").begin_array();
    for (auto const& [name, value] : response.headers)
        out.begin_array().value(name).value(value).end_array();
    out.end_array().end_object();
    return out.take();
}

Result<Response> unpacked(store::Row const& row) {
    auto head = TRY(json::parse(row.text(2)));
    Response response;
    response.status = static_cast<int>(row.integer(1));
    response.content_type = text_member(head, "content_type");
    response.error_key = text_member(head, "error");
    response.body = row.text(3);
    for (auto const& pair : *head.member("headers")->array()) {
        auto const& [name, value] = std::tie(pair.array()->at(0), pair.array()->at(1));
        response.headers.emplace_back(*name.text(), *value.text());
    }
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
}

// A few at a time, by those who add new ones: no job, and never a long transaction.
Result<void> forget_old(store::Tx& tx) {
    TRY(tx.exec(
        "delete from idempotency where (account_id, actor, route, key) in ("
        " select account_id, actor, route, key from idempotency where created_at < $1"
        " order by created_at limit 8 {skip_locked})  /* across accounts: keys end after a day */",
        tx.now() - kept));
    return {};
}

Result<bool> insert(store::Tx& tx, Place const& at, Digest const& body) {
    TRY(
        tx.exec("delete from idempotency where account_id = $1 and actor = $2 and route = $3"
                " and key = $4 and created_at < $5",
                at.account, at.actor, at.route, at.key, tx.now() - kept));
    auto inserted = TRY(tx.exec(
        "insert into idempotency (account_id, actor, route, key, body_digest, created_at)"
        " values ($1, $2, $3, $4, $5, $6) on conflict (account_id, actor, route, key) do nothing",
        at.account, at.actor, at.route, at.key, body, tx.now()));
    return inserted == 1;
}

}  // namespace

Result<AccountId> Request::account(store::Snapshot& snapshot) const {
    auto named = param("account");
    if (named.empty() || !account_of_ || !*account_of_) return AccountId{};
    return (*account_of_)(snapshot, named);
}

Result<std::optional<Response>> Request::replay(store::Tx& tx, std::string const& scope) {
    auto at = TRY(place(tx, *this, scope));
    if (!at) return std::optional<Response>();
    auto digest = request_digest(*this);
    TRY(forget_old(tx));
    auto first = TRY(insert(tx, *at, digest));
    if (first) return std::optional<Response>();
    auto row =
        TRY(tx.one("select body_digest, status, headers, answer from idempotency"
                   " where account_id = $1 and actor = $2 and route = $3 and key = $4",
                   at->account, at->actor, at->route, at->key));
    if (!row || row->digest(0) != digest) return fail(known("idempotency.reused"));
    if (row->null(2)) return fail(known("idempotency.secret_shown"));
    auto answer = TRY(unpacked(*row));
    return std::optional(std::move(answer));
}

Result<void> Request::remember(store::Tx& tx, std::string const& scope, Response const& answer) {
    auto at = TRY(place(tx, *this, scope));
    if (!at) return {};
    auto secret = holds_secret(answer);
    auto head = secret ? std::optional<std::string>() : std::optional(packed(answer));
    auto body = secret ? store::Arg(nullptr) : store::Arg(store::Blob{answer.body});
    TRY(
        tx.exec("update idempotency set status = $5, headers = $6, answer = $7, about = $8"
                " where account_id = $1 and actor = $2 and route = $3 and key = $4",
                at->account, at->actor, at->route, at->key, answer.status, head, body,
                about(*this, answer)));
    return {};
}

}  // namespace usher::http
