// /v1/me/accounts/{account}/uses, …/resources, …/defaults: what one is let use, and which of it is
// one's own default (RT12).
#include "directory/own.h"
#include "directory/routes.h"
#include "grants/own.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

constexpr std::size_t longest_words = 200;

struct OwnUses {
    static constexpr std::string_view schema = "OwnUses";
    std::string blueprint;
    std::vector<grants::OwnUse> items;
};
void fields(FieldVisitor& v, OwnUses& uses) {
    v.field("blueprint", uses.blueprint, {.about = "Whose words the labels are."});
    v.field("items", uses.items, {.max = static_cast<std::int64_t>(grants::max_kinds)});
}

struct OwnResources {
    static constexpr std::string_view schema = "OwnResources";
    std::vector<grants::ResourceRef> items;
    bool more = false;
};
void fields(FieldVisitor& v, OwnResources& page) {
    v.field("items", page.items, {.max = grants::max_own_shown});
    v.field("more", page.more, {.about = "There are others: ask with other words."});
}

struct ChooseDefaults {
    static constexpr std::string_view schema = "ChooseDefaults";
    std::string kind;
    std::vector<std::string> defaults;
};
void fields(FieldVisitor& v, ChooseDefaults& chosen) {
    v.field("kind", chosen.kind, {.min = 1, .max = 40, .about = "A kind of resource."});
    v.field("defaults", chosen.defaults,
            {.max = static_cast<std::int64_t>(grants::max_granted),
             .about = "One, or one of each group, by id or by the product's key; none to have no "
                      "default."});
}

Result<Response> shown(store::Snapshot& snapshot, access::Actor const& actor) {
    auto user = TRY(own_user(snapshot, actor));
    auto uses = TRY(grants::own_uses(snapshot, actor));
    return http::ok(OwnUses{actor.account.blueprint->id, std::move(uses)}).version(user.version);
}

Result<Response> show(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        return shown(snapshot, actor);
    });
}

Result<Response> list(Request& rq, access::Authority const& authority) {
    std::string kind(rq.query("kind").value_or(""));
    std::string words(rq.query("q").value_or(""));
    if (words.size() > longest_words)
        return fail(invalid_field("q", "field.too_long", "q has at most 200 bytes.")
                        .with("max", std::to_string(longest_words)));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(own_user(snapshot, actor));
        auto page = TRY(grants::own_resources(snapshot, actor, kind, words));
        return http::ok(OwnResources{std::move(page.items), page.more});
    });
}

Result<Response> choose(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<ChooseDefaults>());
    auto version = TRY(rq.if_match());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto user = TRY(own_user(tx, actor));
        if (version && *version != user.version) return fail(http::known("http.version"));
        TRY(grants::choose_own(tx, actor, wanted.kind, wanted.defaults, rq.id().text()));
        return shown(tx, actor);
    });
}

}  // namespace

void add_own_use_routes(http::Router& router, access::Authority const& authority) {
    http::Route uses{http::Method::get, "/v1/me/accounts/{account}/uses", "own_uses",
                     "What you are let use in this account, by kind, and your defaults.", "self"};
    uses.handler = [&](Request& rq) { return show(rq, authority); };
    uses.answer = http::shape<OwnUses>();
    router.add(std::move(uses));

    http::Route resources{http::Method::get, "/v1/me/accounts/{account}/resources", "own_resources",
                          "Of one kind, those that you are let use, by name.", "self"};
    resources.handler = [&](Request& rq) { return list(rq, authority); };
    resources.query = {{"kind", "A kind of resource."}, {"q", "A part of name or key."}};
    resources.answer = http::shape<OwnResources>();
    resources.errors = {"resources.kind"};
    router.add(std::move(resources));

    http::Route chooses{
        http::Method::put, "/v1/me/accounts/{account}/defaults", "choose_own_defaults",
        "Chooses your own defaults of one kind among what you are let use.", "self"};
    chooses.handler = [&](Request& rq) { return choose(rq, authority); };
    chooses.body = http::shape<ChooseDefaults>();
    chooses.answer = http::shape<OwnUses>();
    chooses.errors = {"http.version",       "resources.kind", "grants.no_defaults",
                      "grants.one_default", "grants.twice",   "grants.default_needed"};
    router.add(std::move(chooses));
}

}  // namespace usher::directory
