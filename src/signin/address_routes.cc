#include "access/proof.h"
#include "http/write_plain.h"
#include "signin/addresses.h"
#include "signin/routes.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct PendingView {
    static constexpr std::string_view schema = "PendingAddress";
    std::string kind, email;
    Time expires_at;
};
void fields(FieldVisitor& v, PendingView& pending) {
    v.field("kind", pending.kind, {.choices = {"sign_in", "recovery"}});
    v.field("email", pending.email, {.max = 254});
    v.field("expires_at", pending.expires_at);
}

struct AddressesView {
    static constexpr std::string_view schema = "MyAddresses";
    std::string email;
    std::optional<std::string> recovery;
    std::vector<PendingView> pending;
};
void fields(FieldVisitor& v, AddressesView& view) {
    v.field("email", view.email, {.max = 254, .about = "Signs you in."});
    v.field("recovery", view.recovery,
            {.max = 254, .about = "Gets a link where the first one is lost."});
    v.field("pending", view.pending, {.about = "Not confirmed yet."});
}

struct Ask {
    static constexpr std::string_view schema = "AskForAddress";
    std::string kind;
    std::optional<Email> email;
};
void fields(FieldVisitor& v, Ask& ask) {
    v.field("kind", ask.kind, {.choices = {"sign_in", "recovery"}});
    v.field("email", ask.email);
}

struct Follow {
    static constexpr std::string_view schema = "FollowAddressLink";
    Secret token;
};
void fields(FieldVisitor& v, Follow& follow) {
    v.field("token", follow.token, {.min = 1, .max = 100});
}

struct ChangeView {
    static constexpr std::string_view schema = "AddressChange";
    std::string kind, before, after;
    bool confirmed = false;
};
void fields(FieldVisitor& v, ChangeView& change) {
    v.field("kind", change.kind, {.choices = {"sign_in", "recovery"}});
    v.field("before", change.before, {.max = 254, .about = "Where it can be stopped."});
    v.field("after", change.after, {.max = 254});
    v.field("confirmed", change.confirmed);
}

Response shown(AddressChange const& change) {
    return http::ok(ChangeView{std::string(name(change.kind)), change.before.address(),
                               change.after.address(), change.confirmed});
}

AddressKind kind_named(std::string_view word) {
    return word == "recovery" ? AddressKind::recovery : AddressKind::sign_in;
}

Result<Response> list(Request& rq, Recovery const& needs) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        auto mine = TRY(addresses(snapshot, person.identity));
        AddressesView view{mine.email, mine.recovery, {}};
        for (auto const& one : mine.pending)
            view.pending.push_back({std::string(name(one.kind)), one.email, one.expires_at});
        return http::ok(view);
    });
}

Result<Response> ask(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<Ask>());
    auto kind = kind_named(asked.kind);
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<Response> {
        auto person = TRY(access::proved_person(tx, needs.authority, rq.credential()));
        TRY(ask_for_address(tx, needs.outbox, needs.authority.catalog(), person.identity, kind,
                            *asked.email));
        return http::no_content();
    });
}

Result<Response> cancel(Request& rq, Recovery const& needs) {
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<Response> {
        auto person = TRY(needs.authority.person(tx, rq.credential()));
        TRY(cancel_address(tx, person.identity, AddressKind::sign_in));
        TRY(cancel_address(tx, person.identity, AddressKind::recovery));
        return http::no_content();
    });
}

Result<Response> remove(Request& rq, Recovery const& needs) {
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<Response> {
        auto person = TRY(access::proved_person(tx, needs.authority, rq.credential()));
        TRY(remove_recovery(tx, person.identity, rq.id().text()));
        return http::no_content();
    });
}

Result<Response> look_to_confirm(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<Follow>());
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        return shown(TRY(look_at_confirmation(snapshot, asked.token, person.identity)));
    });
}

Result<Response> confirm(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<Follow>());
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<Response> {
        auto person = TRY(needs.authority.person(tx, rq.credential()));
        auto change = TRY(look_at_confirmation(tx, asked.token, person.identity));
        TRY(confirm_address(tx, change, person.session, rq.id().text()));
        return http::no_content();
    });
}

Result<Response> look_to_stop(Request& rq) {
    auto asked = TRY(rq.body<Follow>());
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        return shown(TRY(look_at_stop(snapshot, asked.token)));
    });
}

Result<Response> stop(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<Follow>());
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<Response> {
        auto change = TRY(look_at_stop(tx, asked.token));
        TRY(stop_address(tx, needs.outbox, needs.authority.catalog(), change, rq.id().text()));
        return http::no_content();
    });
}

http::Route row(http::Method method, std::string_view path, std::string_view name,
                std::string_view about, std::string_view act) {
    http::Route route{method, path, name, about, act};
    route.status = 204;
    return route;
}

void add_link_routes(http::Router& router, Recovery const& needs) {
    auto looks = row(http::Method::post, "/v1/me/addresses/look", "look_at_address",
                     "What the link to a new address confirms. Uses nothing up.", "self");
    looks.handler = [needs](Request& rq) { return look_to_confirm(rq, needs); };
    looks.status = 200;
    looks.body = http::shape<Follow>();
    looks.answer = http::shape<ChangeView>();
    looks.errors = {"addresses.link_ended", "addresses.link_expired", "addresses.other_identity"};
    router.add(std::move(looks));

    auto confirms = row(http::Method::post, "/v1/me/addresses/confirm", "confirm_address",
                        "Confirms a new address by the link that was mailed to it.", "self");
    confirms.handler = [needs](Request& rq) { return confirm(rq, needs); };
    confirms.body = http::shape<Follow>();
    confirms.errors = {"addresses.link_ended", "addresses.link_expired", "addresses.other_identity",
                       "addresses.taken"};
    router.add(std::move(confirms));

    auto stop_looks = row(http::Method::post, "/v1/address-stop/look", "look_at_stop",
                          "What the link to the old address stops. Uses nothing up.", "public");
    stop_looks.handler = [](Request& rq) { return look_to_stop(rq); };
    stop_looks.status = 200;
    stop_looks.body = http::shape<Follow>();
    stop_looks.answer = http::shape<ChangeView>();
    stop_looks.errors = {"addresses.link_ended", "addresses.link_expired"};
    router.add(std::move(stop_looks));

    auto stops =
        row(http::Method::post, "/v1/address-stop", "stop_address",
            "Takes a change of address back; ends all sessions and the password.", "public");
    stops.handler = [needs](Request& rq) { return stop(rq, needs); };
    stops.body = http::shape<Follow>();
    stops.errors = {"addresses.link_ended", "addresses.link_expired"};
    router.add(std::move(stops));
}

}  // namespace

void add_address_routes(http::Router& router, Recovery const& needs) {
    auto lists = row(http::Method::get, "/v1/me/addresses", "my_addresses",
                     "The address that signs you in, and the one for recovery.", "self");
    lists.handler = [needs](Request& rq) { return list(rq, needs); };
    lists.status = 200;
    lists.answer = http::shape<AddressesView>();
    router.add(std::move(lists));

    auto asks = row(http::Method::post, "/v1/me/addresses", "ask_for_address",
                    "Mails a link to a new address, and a notice to the one you have.", "self");
    asks.handler = [needs](Request& rq) { return ask(rq, needs); };
    asks.body = http::shape<Ask>();
    asks.errors = {"signin.proof_needed", "addresses.same", "addresses.too_many"};
    router.add(std::move(asks));

    auto cancels = row(http::Method::delete_, "/v1/me/addresses/pending", "cancel_address",
                       "Ends changes that are not confirmed yet.", "self");
    cancels.handler = [needs](Request& rq) { return cancel(rq, needs); };
    router.add(std::move(cancels));

    auto removes = row(http::Method::delete_, "/v1/me/addresses/recovery", "remove_recovery",
                       "Takes the recovery address away.", "self");
    removes.handler = [needs](Request& rq) { return remove(rq, needs); };
    removes.errors = {"signin.proof_needed"};
    router.add(std::move(removes));
    add_link_routes(router, needs);
}

}  // namespace usher::signin
