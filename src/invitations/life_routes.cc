#include "directory/form.h"
#include "directory/target.h"
#include "directory/view.h"
#include "invitations/email_change.h"
#include "invitations/restore.h"
#include "invitations/routes.h"

namespace usher::invitations {
namespace {

using directory::answer;
using directory::change;
using directory::row;
using directory::Target;
using directory::UserView;
using http::Request;
using http::Response;

struct Restore {
    static constexpr std::string_view schema = "RestoreUser";
    std::optional<std::string> home;
};
void fields(FieldVisitor& v, Restore& restore) {
    v.field("home", restore.home,
            {.about = "Another place, or \"account\": needed where the one of before is gone."});
}

struct Restored {
    static constexpr std::string_view schema = "RestoredUser";
    UserView user;
    std::vector<std::string> dropped;
};
void fields(FieldVisitor& v, Restored& restored) {
    v.field("user", restored.user);
    v.field("dropped", restored.dropped, {.about = "Roles that are no longer there."});
}

struct ChangeEmail {
    static constexpr std::string_view schema = "ChangeEmail";
    std::optional<Email> email;
    std::optional<bool> end_now;
};
void fields(FieldVisitor& v, ChangeEmail& wanted) {
    v.field("email", wanted.email);
    v.field("end_now", wanted.end_now,
            {.about = "True: until the new address is accepted, nobody enters as this user."});
}

Result<Response> restore_one(Request& rq, access::Authority const& authority,
                             mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<Restore>());
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      std::optional<access::PlaceNumber> home;
                      if (wanted.home) home = TRY(directory::home_named(actor, wanted.home));
                      auto back = TRY(bring_back(tx, outbox, actor, whom.user, whom.subject, home,
                                                 rq.id().text()));
                      auto shown = TRY(directory::view(tx, actor, whom.user.id));
                      Restored restored{std::move(shown), back.dropped};
                      auto version = restored.user.version;
                      return http::ok(restored).version(version);
                  });
}

Result<Response> erase_one(Request& rq, access::Authority const& authority) {
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      access::Change wanted{whom.subject, {}};
                      auto may = TRY(access::permit<Act::users_erase>(tx, actor, wanted));
                      TRY(directory::erase(tx, may, actor.account, whom.user, rq.id().text()));
                      return answer(tx, actor, whom.user.id);
                  });
}

// RT32: by whatever way an address is tried, it is told so often and recorded.
Result<Response> put_email(Request& rq, access::Authority const& authority,
                           mail::Outbox const& outbox, Disclosing const& disclosing) {
    auto wanted = TRY(rq.body<ChangeEmail>());
    auto old = wanted.end_now.value_or(false) ? OldAddress::ends_now : OldAddress::holds;
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      access::Change edit{whom.subject, {}};
                      auto may = TRY(access::permit<Act::users_edit>(tx, actor, edit));
                      TRY(disclosing.may_ask(actor));
                      auto changed = change_email(tx, outbox, actor, may, whom.user, *wanted.email,
                                                  old, rq.id().text());
                      if (!changed && changed.error().key == "users.exists")
                          disclosing.tell(rq, actor);
                      TRY(std::move(changed));
                      return answer(tx, actor, whom.user.id);
                  });
}

Result<Response> keep_email(Request& rq, access::Authority const& authority) {
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      access::Change edit{whom.subject, {}};
                      auto may = TRY(access::permit<Act::users_edit>(tx, actor, edit));
                      TRY(cancel_email_change(tx, may, whom.user, rq.id().text()));
                      return answer(tx, actor, whom.user.id);
                  });
}

constexpr std::string_view email_path = "/v1/accounts/{account}/users/{user}/email";

void add_email_routes(http::Router& router, access::Authority const& authority,
                      mail::Outbox const& outbox, Disclosing const& disclosing) {
    auto put =
        row(http::Method::put, email_path, "change_email",
            "Mails a link to another address; it is the user's once accepted.", "users.edit");
    put.handler = [&authority, &outbox, disclosing](Request& rq) {
        return put_email(rq, authority, outbox, disclosing);
    };
    put.body = http::shape<ChangeEmail>();
    put.errors.insert(put.errors.end(),
                      {"users.deleted", "users.not_active", "users.exists", "users.exists_often",
                       "users.same_email", "invitations.sent_lately", "invitations.too_many"});
    router.add(std::move(put));

    auto keep = row(http::Method::delete_, email_path, "keep_email",
                    "Ends the link; the address stays as it is.", "users.edit");
    keep.handler = [&](Request& rq) { return keep_email(rq, authority); };
    keep.errors.push_back("users.deleted");
    router.add(std::move(keep));
}

}  // namespace

void add_life_routes(http::Router& router, access::Authority const& authority,
                     mail::Outbox const& outbox, Disclosing const& disclosing) {
    auto back = row(http::Method::put, "/v1/accounts/{account}/users/{user}/restoration",
                    "restore_user", "Brings a deleted user back as they were.", "users.delete");
    back.handler = [&](Request& rq) { return restore_one(rq, authority, outbox); };
    back.body = http::shape<Restore>();
    back.answer = http::shape<Restored>();
    back.errors.insert(
        back.errors.end(),
        {"users.not_deleted", "users.restore_over", "users.erased", "users.home_gone",
         "users.email_taken", "users.person_here", "users.field_taken", "seats.none_left",
         "invitations.sent_lately", "invitations.too_many"});
    router.add(std::move(back));

    auto gone = row(http::Method::put, "/v1/accounts/{account}/users/{user}/erasure", "erase_user",
                    "Takes what is personal from a deleted user, for good.", "users.erase");
    gone.handler = [&](Request& rq) { return erase_one(rq, authority); };
    gone.errors.push_back("users.not_deleted");
    router.add(std::move(gone));
    add_email_routes(router, authority, outbox, disclosing);
}

}  // namespace usher::invitations
