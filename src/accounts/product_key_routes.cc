// GET and POST /v1/product-keys, DELETE /v1/product-keys/{key}: for operators and the command line.
#include "accounts/product_keys.h"
#include "accounts/routes.h"
#include "base/errors.h"
#include "http/page.h"

namespace usher::accounts {
namespace {

using access::InstanceAct;
using http::Request;
using http::Response;

struct MakeKey {
    static constexpr std::string_view schema = "MakeProductKey";
    std::string blueprint, name;
};
void fields(FieldVisitor& v, MakeKey& key) {
    v.field("blueprint", key.blueprint, {.min = 1, .max = 40});
    v.field("name", key.name,
            {.min = 1, .max = 120, .about = "What it is for: lists and the log show it."});
}

struct MadeKey {
    static constexpr std::string_view schema = "ProductKey";
    KeyId id;
    std::string key;
};
void fields(FieldVisitor& v, MadeKey& key) {
    v.field("id", key.id);
    v.field("key", key.key, {.about = "Shown this once."});
}

struct KeySummary {
    static constexpr std::string_view schema = "ProductKeySummary";
    KeyId id;
    std::string blueprint, name;
    Time created_at;
    std::optional<Time> ended_at;
};
void fields(FieldVisitor& v, KeySummary& key) {
    v.field("id", key.id);
    v.field("blueprint", key.blueprint);
    v.field("name", key.name);
    v.field("created_at", key.created_at);
    v.field("ended_at", key.ended_at, {.about = "Since then it opens nothing."});
}

struct KeyPage : http::Page<KeySummary> {
    static constexpr std::string_view schema = "ProductKeyPage";
};
void fields(FieldVisitor& v, KeyPage& page) { http::page_fields(v, page); }

Result<KeyId> after_in(Request const& rq) {
    auto text = rq.query("after");
    if (!text || text->empty()) return KeyId{};
    auto id = KeyId::parse(*text);
    if (!id) return fail(base_error("field.characters", "after", {}));
    return *id;
}

Result<Response> get_keys(Request& rq, access::Authority const& authority) {
    auto limit = TRY(http::page_limit(rq));
    auto after = TRY(after_in(rq));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(authority.person(snapshot, rq.credential()));
        auto may = TRY(access::permit<InstanceAct::keys_make>(person));
        auto keys = TRY(product_keys(snapshot, may, after, limit + 1));
        KeyPage page;
        bool more = static_cast<std::int64_t>(keys.size()) > limit;
        if (more) keys.pop_back();
        if (more) page.next = keys.back().id.text();
        for (auto& one : keys)
            page.items.push_back({one.id, std::move(one.blueprint), std::move(one.name),
                                  one.created_at, one.ended_at});
        return http::ok(page);
    });
}

Result<Response> post_key(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<MakeKey>());
    auto who = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(who, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        auto may = TRY(access::permit<InstanceAct::keys_make>(person));
        auto key = TRY(
            make_product_key(tx, authority, may, wanted.blueprint, wanted.name, rq.id().text()));
        MadeKey view{key.id, std::string(key.token.text.reveal())};
        auto answer = http::created(view, "/v1/product-keys/" + key.id.text());
        answer.holds_secret = true;
        return answer;
    });
}

// Who is no operator learns nothing, not even whether there is such a key.
Result<Response> delete_key(Request& rq, access::Authority const& authority) {
    auto who = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(who, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        auto may = TRY(access::permit<InstanceAct::keys_make>(person));
        auto id = TRY(rq.id_param<KeyId>("key"));
        TRY(end_product_key(tx, may, id, rq.id().text()));
        return http::no_content();
    });
}

}  // namespace

void add_product_key_routes(http::Router& router, access::Authority const& authority) {
    http::Route keys{http::Method::get, "/v1/product-keys", "product_keys",
                     "The keys of products, the oldest first; those that have ended, too.",
                     "operator"};
    keys.handler = [&](Request& rq) { return get_keys(rq, authority); };
    keys.query = {http::after_param, http::limit_param};
    keys.answer = http::shape<KeyPage>();
    router.add(std::move(keys));

    http::Route makes{http::Method::post, "/v1/product-keys", "make_product_key",
                      "Makes a key with which the product asks /v1/check.", "operator"};
    makes.handler = [&](Request& rq) { return post_key(rq, authority); };
    makes.body = http::shape<MakeKey>();
    makes.answer = http::shape<MadeKey>();
    makes.status = 201;
    makes.errors = {"accounts.blueprint"};
    router.add(std::move(makes));

    http::Route ends{http::Method::delete_, "/v1/product-keys/{key}", "end_product_key",
                     "Ends a key for good: from the next request on it opens nothing.", "operator"};
    ends.handler = [&](Request& rq) { return delete_key(rq, authority); };
    ends.status = 204;
    router.add(std::move(ends));
}

}  // namespace usher::accounts
