#include "access/routes.h"

#include "access/api_key.h"
#include "access/check.h"
#include "access/errors.h"
#include "access/member.h"

namespace usher::access {
namespace {

using Kind = http::Credential::Kind;

struct Check {
    static constexpr std::string_view schema = "Check";
    std::string account, permission;
    std::optional<UserId> user;
    std::optional<Secret> session, key;
    std::optional<std::string> place, resource;
};
void fields(FieldVisitor& v, Check& dto) {
    v.field("account", dto.account, {.min = 1, .max = 64, .about = "The account's id or slug."});
    v.field("user", dto.user, {.about = "Whom to ask about. A signed-in person leaves it out."});
    v.field("session", dto.session,
            {.about = "Or the session token that the user's browser sent."});
    v.field("key", dto.key, {.about = "Or the API key that a program of the account sent."});
    v.field("permission", dto.permission,
            {.min = 1, .max = 100, .about = "An act of Usher's or a permission of the product."});
    v.field("place", dto.place,
            {.min = 1, .max = 40, .about = "A place's id or \"account\". Left out: the home."});
    v.field("resource", dto.resource,
            {.min = 1, .about = "A resource's id or its key, or \"any\"."});
}

struct Answer {
    static constexpr std::string_view schema = "CheckAnswer";
    bool allowed = false;
    std::string why;
};
void fields(FieldVisitor& v, Answer& dto) {
    v.field("allowed", dto.allowed);
    v.field("why", dto.why, {.about = "One stable word: by what, or why not."});
}

// Whom the question is about, in an account that the asker may ask about.
struct Asked {
    Account account;
    std::optional<UserId> user;  // nothing: see `why`
    Narrowing key = {};
    std::string_view why = {};  // nobody stands behind the session or key that was named
};

// Who the session makes in that account, and whether it still opens it (RT39).
Result<std::optional<UserId>> user_of(store::Snapshot& snapshot, Secret const& session,
                                      AccountId account) {
    auto found = TRY(entry(snapshot, session, account));
    return found && found->is_newer_than_end() ? std::optional(found->member->user) : std::nullopt;
}

// A service user's key asks about that user, and for itself.
Result<Asked> by_key(store::Snapshot& snapshot, Secret const& token, Actor actor,
                     Check const& check) {
    bool of_another = check.user && *check.user != actor.user;
    if (of_another || check.session || check.key) return fail(refusal("access.no_act"));
    auto key = TRY(api_key(snapshot, token));
    if (!key) return fail(refusal("signin.needed"));
    return Asked{std::move(actor.account), actor.user, std::move(key->narrowing)};
}

// The key that a program showed the product, as if it asked itself.
Result<Asked> about_key(store::Snapshot& snapshot, Authority const& authority, Secret const& token,
                        Account account) {
    auto key = TRY(api_key(snapshot, token));
    if (!key || key->account != account.id) return Asked{std::move(account), {}, {}, "key_ended"};
    auto actor = authority.actor(snapshot, {http::Credential::Kind::key, token}, account.id.text());
    auto why = actor ? "" : actor.error().key;
    if (why == "signin.needed") return Asked{std::move(account), {}, {}, "key_ended"};
    if (why == "keys.stopped") return Asked{std::move(account), {}, {}, "key_stopped"};
    if (!actor && why != "accounts.not_open") return fail(std::move(actor).error());
    return Asked{std::move(account), key->user, std::move(key->narrowing)};
}

// The product asks about anybody in the accounts of its blueprint; so does the instance.
Result<Asked> by_product(store::Snapshot& snapshot, http::Credential const& credential,
                         Authority const& authority, Check const& check) {
    auto actor = TRY(authority.actor(snapshot, credential, check.account));
    if (actor.id.kind == ActorId::Kind::key)
        return by_key(snapshot, credential.token, std::move(actor), check);
    auto named =
        int(check.user.has_value()) + int(check.session.has_value()) + int(check.key.has_value());
    if (named != 1) {
        auto field = check.session ? "session" : "user";
        return fail(refusal("check.who", check.key ? "key" : field));
    }
    if (check.key) return about_key(snapshot, authority, *check.key, std::move(actor.account));
    auto user = check.user;
    if (check.session) user = TRY(user_of(snapshot, *check.session, actor.account.id));
    return Asked{std::move(actor.account), user, {}, "session_ended"};
}

// A signed-in person asks about themselves, also where the answer is that they may not enter.
Result<Asked> by_person(store::Snapshot& snapshot, http::Credential const& credential,
                        Authority const& authority, Check const& check) {
    auto id = TRY(Authority::id_of_account(snapshot, check.account));
    auto mine = TRY(entry(snapshot, credential.token, id.value_or(AccountId{})));
    if (!mine) return fail(refusal("signin.needed"));
    if (!mine->member) return fail(not_found());
    if (check.session || check.key || (check.user && *check.user != mine->member->user))
        return fail(refusal("access.no_act"));
    if (!mine->is_newer_than_end()) return fail(refusal("signin.needed"));
    auto account = TRY(authority.account(snapshot, *id));  // for its members alone (RT31)
    return Asked{std::move(account), mine->member->user};
}

Result<http::Response> answer(store::Snapshot& snapshot, http::Credential const& credential,
                              Authority const& authority, Check const& request) {
    auto asked = TRY(credential.kind == Kind::session
                         ? by_person(snapshot, credential, authority, request)
                         : by_product(snapshot, credential, authority, request));
    if (!asked.user) return http::ok(Answer{false, std::string(asked.why)});
    Question question{request.permission, request.place, request.resource, std::move(asked.key)};
    auto places = TRY(authority.places(snapshot, asked.account));
    auto verdict = TRY(check(snapshot, asked.account, places, *asked.user, question));
    return http::ok(Answer{verdict.allowed, verdict.why});
}

}  // namespace

void add_routes(http::Router& router, Authority const& authority) {
    router.add(
        {.method = http::Method::post,
         .path = "/v1/check",
         .name = "check",
         .about = "May this user do this, here? The product's question on every request.",
         .act = "product",
         .handler = [&authority](http::Request& rq) -> Result<http::Response> {
             auto request = TRY(rq.body<Check>());
             return rq.read([&](store::Snapshot& snapshot) {
                 return answer(snapshot, rq.credential(), authority, request);
             });
         },
         .body = http::shape<Check>(),
         .answer = http::shape<Answer>(),
         .errors = {"signin.needed", "not_found", "access.no_act", "check.who", "keys.stopped"}});
}

}  // namespace usher::access
