#include "ownership/routes.h"

#include "access/proof.h"
#include "directory/leave.h"
#include "ownership/ownership.h"

namespace usher::ownership {
namespace {

using http::Request;
using http::Response;

struct RoleName {
    static constexpr std::string_view schema = "OwnershipRole";
    std::string key, label;
};
void fields(FieldVisitor& v, RoleName& role) {
    v.field("key", role.key);
    v.field("label", role.label);
}

struct OwnerView {
    static constexpr std::string_view schema = "Owner";
    UserId id;
    std::string name, email;
};
void fields(FieldVisitor& v, OwnerView& owner) {
    v.field("id", owner.id);
    v.field("name", owner.name);
    v.field("email", owner.email, {.max = 254});
}

struct OwnershipView {
    static constexpr std::string_view schema = "Ownership";
    RoleName role, transfer_to, after;
    std::optional<OwnerView> owner;
};
void fields(FieldVisitor& v, OwnershipView& view) {
    v.field("role", view.role);
    v.field("transfer_to", view.transfer_to, {.about = "Who may become the owner."});
    v.field("after", view.after, {.about = "What the owner becomes."});
    v.field("owner", view.owner);
}

struct Transfer {
    static constexpr std::string_view schema = "TransferOwnership";
    UserId user;
};
void fields(FieldVisitor& v, Transfer& transfer) {
    v.field("user", transfer.user, {.about = "The new owner."});
}

RoleName named(blueprints::Role const* role) {
    return role ? RoleName{role->key, role->label} : RoleName{};
}

Error none() { return http::known("ownership.none"); }

Result<Response> answer(store::Snapshot& snapshot, access::Account const& account) {
    auto of = roles(*account.blueprint);
    if (!of) return fail(none());
    OwnershipView view{named(of->owner), named(of->transfer_to), named(of->after), {}};
    if (auto id = TRY(owner(snapshot, account))) {
        auto user = TRY(directory::find(snapshot, account.id, *id));
        if (user) view.owner = OwnerView{*id, directory::whole(user->name), user->email};
    }
    return http::ok(view);
}

// Who is owner stands in the list of users: for those who see all of it.
Result<Response> show(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::permit<Act::users_view>(snapshot, actor, access::account_place));
        return answer(snapshot, actor.account);
    });
}

Result<Response> hand_on(Request& rq, access::Authority const& authority,
                         mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<Transfer>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto may = TRY(access::permit<Act::ownership_transfer>(tx, actor, access::account_place));
        TRY(access::proved_person(tx, authority, rq.credential()));
        TRY(access::subject(tx, actor, wanted.user));
        auto to = TRY(directory::find(tx, actor.account.id, wanted.user));
        if (!to) return fail(not_found());
        TRY(transfer(tx, outbox, may, actor, *to, rq.id().text()));
        return answer(tx, actor.account);
    });
}

Result<Response> leave(Request& rq, access::Authority const& authority) {
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        // Neither the instance nor a program leaves.
        if (actor.id.kind != access::ActorId::Kind::user) return fail(not_found());
        TRY(directory::leave(tx, actor, rq.id().text()));
        return http::no_content();
    });
}

constexpr std::string_view path = "/v1/accounts/{account}/ownership";

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority,
                mail::Outbox const& outbox) {
    http::Route get{http::Method::get, path, "ownership", "Who owns the account.", "users.view"};
    get.handler = [&](Request& rq) { return show(rq, authority); };
    get.answer = http::shape<OwnershipView>();
    get.errors = {"ownership.none"};
    router.add(std::move(get));

    http::Route post{http::Method::post, path, "transfer_ownership",
                     "Makes another user the owner, in one step.", "ownership.transfer"};
    post.handler = [&](Request& rq) { return hand_on(rq, authority, outbox); };
    post.body = http::shape<Transfer>();
    post.answer = http::shape<OwnershipView>();
    post.errors = {"signin.proof_needed", "ownership.candidate", "ownership.none"};
    router.add(std::move(post));

    http::Route out{http::Method::delete_, "/v1/me/accounts/{account}", "leave_account",
                    "Leaves an account.", "self"};
    out.handler = [&](Request& rq) { return leave(rq, authority); };
    out.status = 204;
    out.errors = {"users.no_leaving", "roles.last_top", "roles.unique"};
    router.add(std::move(out));
}

}  // namespace usher::ownership
