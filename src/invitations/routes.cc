#include "invitations/routes.h"

#include "access/levels.h"
#include "directory/form.h"
#include "directory/target.h"
#include "directory/view.h"
#include "http/told.h"
#include "invitations/invitations.h"

namespace usher::invitations {
namespace {

using http::Request;
using http::Response;

struct AddUser {
    static constexpr std::string_view schema = "AddUser";
    std::optional<Email> email;
    directory::NameFields name;
    std::optional<std::string> home, note;
    directory::AccessFields access;
    std::optional<json::Value> fields;
};
void fields(FieldVisitor& v, AddUser& user) {
    v.field("email", user.email);
    directory::name_fields(v, user.name);
    v.field("home", user.home, {.about = "A place's id, or \"account\" if left out."});
    directory::access_fields(v, user.access);
    v.field("fields", user.fields);
    v.field("note", user.note, {.max = max_note, .about = "A few words in the mail."});
}

struct Invitee {
    static constexpr std::string_view schema = "Invitee";
    std::string email;  // not parsed as one: what is no address has a result of its own
    directory::NameFields name;
};
void fields(FieldVisitor& v, Invitee& one) {
    v.field("email", one.email, {.max = 1000});
    directory::name_fields(v, one.name);
}

struct InviteMany {
    static constexpr std::string_view schema = "InviteMany";
    std::vector<std::string> emails;
    std::vector<Invitee> people;
    std::optional<std::string> home, note;
    directory::AccessFields access;
};
void fields(FieldVisitor& v, InviteMany& invite) {
    auto most = static_cast<std::int64_t>(max_emails);
    v.field("emails", invite.emails, {.required = false, .min = 1, .max = most});
    v.field("people", invite.people,
            {.required = false, .min = 1, .max = most, .about = "Those whose names are known."});
    v.field("home", invite.home);
    directory::access_fields(v, invite.access);
    v.field("note", invite.note, {.max = max_note});
}

struct Invited {
    static constexpr std::string_view schema = "Invited";
    std::string email, status;
    std::optional<UserId> user;
    std::optional<std::string> code, detail;
    std::optional<json::Value> params;
};
void fields(FieldVisitor& v, Invited& one) {
    v.field("email", one.email, {.max = 1000});
    v.field("status", one.status, {.choices = {"sent", "not_sent"}});
    v.field("user", one.user);
    v.field("code", one.code, {.about = "Why it was not sent: an error key."});
    v.field("detail", one.detail, {.max = 1000});
    v.field("params", one.params, {.about = "What the error key's sentence is filled with."});
}

struct InvitedMany {
    static constexpr std::string_view schema = "InvitedMany";
    std::int64_t sent = 0;
    std::vector<Invited> items;
};
void fields(FieldVisitor& v, InvitedMany& result) {
    v.field("sent", result.sent);
    v.field("items", result.items, {.max = static_cast<std::int64_t>(max_emails)});
}

struct InviteOperator {
    static constexpr std::string_view schema = "InviteOperator";
    std::optional<Email> email;
};
void fields(FieldVisitor& v, InviteOperator& invite) { v.field("email", invite.email); }

struct OperatorInvited {
    static constexpr std::string_view schema = "OperatorInvited";
    bool sent = false;
    std::optional<std::string> link;
};
void fields(FieldVisitor& v, OperatorInvited& invited) {
    v.field("sent", invited.sent, {.about = "A mail with the link is on its way."});
    v.field("link", invited.link, {.max = 2000, .about = "For the command line only."});
}

// The same for each address of a request: home, roles, and whether that may be given at all.
struct Terms {
    directory::NewUser user;
    std::string note;
};
Result<Terms> terms(store::Tx& tx, access::Actor const& actor,
                    std::optional<std::string> const& home, directory::AccessFields const& access,
                    std::optional<std::string> const& note, Email const& email) {
    directory::NewUser user{{}, email, access::account_place, {}, {}, actor.account.language, {}};
    // Who invites within some places only, and names none, means their own.
    auto invites = access::reach(actor.held, Act::users_invite, actor.places);
    if (!home && !actor.unbound && !invites.all()) user.home = actor.home;
    if (home) user.home = TRY(directory::home_named(actor, home));
    TRY(directory::put_access(tx, actor, access, user));
    return Terms{std::move(user), note.value_or("")};
}

// RT13: users.invite at the home, roles.assign and grants.assign for what comes with it.
Result<access::Permit<Act::users_invite>> may_invite(store::Tx& tx, access::Actor const& actor,
                                                     directory::NewUser const& user,
                                                     bool names_grants) {
    access::Subject after;
    after.status = access::Status::invited;
    after.home = user.home;
    after.assignments = user.assignments;
    access::Change change{{}, after};
    auto may = TRY(access::permit<Act::users_invite>(tx, actor, change));
    if (names_grants) TRY(access::permit<Act::grants_assign>(tx, actor, change));
    return may;
}

// What both ways of inviting hold on to.
struct Inviting {
    access::Authority const& authority;
    mail::Outbox const& outbox;
    Disclosing disclosing;
};

Result<Response> add_user(Request& rq, Inviting const& with) {
    auto const& authority = with.authority;
    auto const& outbox = with.outbox;
    auto wanted = TRY(rq.body<AddUser>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        TRY(access::may_somewhere(Act::users_invite, actor));
        TRY(with.disclosing.may_ask(actor));
        auto asked = TRY(terms(tx, actor, wanted.home, wanted.access, wanted.note, *wanted.email));
        auto name = TRY(directory::name_from(actor.account, wanted.name, {}));
        if (name) asked.user.name = *name;
        asked.user.fields = TRY(directory::checked_fields(
            actor.account, wanted.fields.value_or(json::Value()), directory::Which::all));
        auto may = TRY(may_invite(tx, actor, asked.user, wanted.access.grants.has_value()));
        auto invited = invite(tx, outbox, actor, may, asked.user, asked.note, rq.id().text());
        if (!invited && invited.error().key == "users.exists") with.disclosing.tell(rq, actor);
        if (!invited && invited.error().key == "users.field_taken") with.disclosing.count(actor);
        auto id = TRY(std::move(invited));
        auto shown = TRY(directory::view(tx, actor, id));
        auto where = "/v1/accounts/" + actor.account.slug + "/users/" + id.text();
        return http::created(shown, where).version(shown.version);
    });
}

Invited not_sent(std::string const& email, Error const& error) {
    auto params = http::told_params(error);
    Invited one{email, "not_sent", {}, error.key, error.detail, {}};
    if (!params.empty()) one.params = std::move(params);
    return one;
}

// All of them in the order of the request, those with names first.
Result<std::vector<Invitee>> invitees(InviteMany const& wanted) {
    auto all = wanted.people;
    for (auto const& email : wanted.emails) all.push_back({email, {}});
    if (all.empty())
        return fail(invalid_field("emails", "field.missing", "Name emails, people or both."));
    if (all.size() <= max_emails) return all;
    auto most = std::to_string(max_emails);
    return fail(invalid_field("people", "field.too_long",
                              "emails and people may have at most " + most + " items together.")
                    .with("max", most));
}

Result<directory::Name> name_of(access::Account const& account, Invitee const& one,
                                std::size_t index) {
    auto name = directory::name_from(account, one.name, {});
    if (name) return name->value_or(directory::Name{});
    auto path = "people[" + std::to_string(index) + "]." + name.error().field;
    return fail(std::move(name).error().at(path));
}

// One address. What is wrong with it alone is its own result; anything else ends the request.
Result<Invited> invite_one(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                           access::Permit<Act::users_invite> const& may, Terms terms,
                           std::string const& address, std::string const& request_id) {
    auto email = Email::parse(address);
    if (!email) return not_sent(address, email.error());
    terms.user.email = *email;
    auto user = invite(tx, outbox, actor, may, terms.user, terms.note, request_id);
    if (user) return Invited{address, "sent", *user, {}, {}, {}};
    auto const& key = user.error().key;
    if (key == "users.exists" || key == "seats.none_left" || key == "invitations.too_many")
        return not_sent(address, user.error());
    return fail(user.error());
}

// SO1: one bad address never loses the others; what cannot be given to anybody refuses them all.
Result<Response> invite_many(Request& rq, Inviting const& with) {
    auto const& authority = with.authority;
    auto const& outbox = with.outbox;
    auto wanted = TRY(rq.body<InviteMany>());
    auto people = TRY(invitees(wanted));
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        TRY(access::may_somewhere(Act::users_invite, actor));
        TRY(with.disclosing.may_ask(actor));
        auto asked =
            TRY(terms(tx, actor, wanted.home, wanted.access, wanted.note, Email::stored("", "")));
        auto may = TRY(may_invite(tx, actor, asked.user, wanted.access.grants.has_value()));
        InvitedMany result;
        for (std::size_t i = 0; i < people.size(); ++i) {
            asked.user.name = TRY(name_of(actor.account, people[i], i));
            result.items.push_back(
                TRY(invite_one(tx, outbox, actor, may, asked, people[i].email, rq.id().text())));
            if (result.items.back().user) ++result.sent;
        }
        auto exist = std::ranges::count_if(result.items, [](Invited const& one) {
            return one.code && *one.code == "users.exists";
        });
        with.disclosing.tell(rq, actor, exist);
        return http::ok(result);
    });
}

Result<Response> resend_one(Request& rq, access::Authority const& authority,
                            mail::Outbox const& outbox) {
    return directory::change(rq, authority,
                             [&](store::Tx& tx, access::Actor const& actor,
                                 directory::Target& whom) -> Result<Response> {
                                 access::Change change{whom.subject, {}};
                                 auto may =
                                     TRY(access::permit<Act::users_invite>(tx, actor, change));
                                 TRY(resend(tx, outbox, actor, may, whom.user, rq.id().text()));
                                 return directory::answer(tx, actor, whom.user.id);
                             });
}

Result<void> mail_operator(store::Tx& tx, mail::Outbox const& outbox, Email const& email,
                           Token const& token) {
    mail::Letter letter{AccountId{}, email};
    letter.text = "mail.welcome_operator";
    letter.params = {{"email", email.address()}};
    letter.expires = tx.now() + operator_link_ttl;
    letter.link = outbox.link("/join#", token.text);
    TRY(outbox.post(tx, letter));
    return {};
}

// The command line shows the link and mails none: it may be the first, with no mail set up yet.
Result<Response> invite_operator(Request& rq, access::Authority const& authority,
                                 mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<InviteOperator>());
    auto who = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(who, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        auto may = TRY(access::permit<access::InstanceAct::operators_invite>(person));
        auto token = TRY(make_operator_link(tx, may, *wanted.email, rq.id().text()));
        OperatorInvited answer;
        if (person.instance) {
            answer.link = std::string(outbox.link("/join#", token.text).reveal());
        } else {
            TRY(mail_operator(tx, outbox, *wanted.email, token));
            answer.sent = true;
        }
        auto response = http::ok(answer);
        response.status = 201;
        response.holds_secret = person.instance;
        return response;
    });
}

// What levels and grants may be refused for.
constexpr std::array<std::string_view, 11> access_errors = {
    "roles.not_in_plan",  "levels.unknown",     "levels.one",           "levels.places",
    "grants.kind",        "grants.twice",       "grants.not_here",      "grants.default",
    "grants.one_default", "grants.no_defaults", "grants.default_needed"};

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority,
                mail::Outbox const& outbox, audit::Batches& batches) {
    Inviting with{authority, outbox, Disclosing(batches)};
    add_life_routes(router, authority, outbox, with.disclosing);
    http::Route add{http::Method::post, "/v1/accounts/{account}/users", "add_user",
                    "Adds one user and mails them the link to join.", "users.invite"};
    add.handler = [with](Request& rq) { return add_user(rq, with); };
    add.body = http::shape<AddUser>();
    add.answer = http::shape<directory::UserView>();
    add.status = 201;
    add.errors = {"users.exists",        "users.name",           "users.field",
                  "seats.none_left",     "roles.unknown",        "roles.not_given_this_way",
                  "roles.scope",         "roles.pick_one",       "access.not_contained",
                  "accounts.not_joined", "invitations.too_many", "users.exists_often",
                  "users.field_taken"};
    add.errors.insert(add.errors.end(), access_errors.begin(), access_errors.end());
    router.add(std::move(add));

    http::Route many{http::Method::post, "/v1/accounts/{account}/invitations", "invite_many",
                     "Invites many people at once; each address has its own result.",
                     "users.invite"};
    many.handler = [with](Request& rq) { return invite_many(rq, with); };
    many.body = http::shape<InviteMany>();
    many.answer = http::shape<InvitedMany>();
    many.errors = {
        "roles.unknown",        "roles.not_given_this_way", "roles.scope",        "roles.pick_one",
        "access.not_contained", "accounts.not_joined",      "users.exists_often", "users.name"};
    many.errors.insert(many.errors.end(), access_errors.begin(), access_errors.end());
    many.max_body = 256 * 1024;
    router.add(std::move(many));

    http::Route again{http::Method::post, "/v1/accounts/{account}/users/{user}/invitation",
                      "resend_invitation", "Mails a new link; the old one ends.", "users.invite"};
    again.handler = [&](Request& rq) { return resend_one(rq, authority, outbox); };
    again.answer = http::shape<directory::UserView>();
    again.errors = {"http.version", "invitations.accepted", "invitations.sent_lately",
                    "access.not_contained"};
    router.add(std::move(again));

    http::Route operators{http::Method::post, "/v1/operators", "invite_operator",
                          "Makes a link that makes an operator of whoever follows it.", "operator"};
    operators.handler = [&](Request& rq) { return invite_operator(rq, authority, outbox); };
    operators.body = http::shape<InviteOperator>();
    operators.answer = http::shape<OperatorInvited>();
    operators.status = 201;
    router.add(std::move(operators));
}

}  // namespace usher::invitations
