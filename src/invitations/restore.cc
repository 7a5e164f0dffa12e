#include "invitations/restore.h"

#include "invitations/invitations.h"
#include "invitations/limits.h"
#include "store/tx.h"

namespace usher::invitations {

Result<directory::Return> bring_back(store::Tx& tx, mail::Outbox const& outbox,
                                     access::Actor const& actor, directory::User const& user,
                                     access::Subject const& subject,
                                     std::optional<access::PlaceNumber> home,
                                     std::string const& request_id) {
    auto back = directory::returning(actor, subject, home);
    access::Change change{back.before, {}};
    if (!back.home_gone && back.after.home != back.before.home) change.after = back.after;
    auto may = TRY(access::permit<Act::users_delete>(tx, actor, change));
    auto kept = TRY(directory::kept(tx, actor.account.id, user.id));
    TRY(directory::restore(tx, may, actor, user, back, request_id));
    if (kept.was != access::Status::invited) return back;
    TRY(may_resend(tx, actor.account.id, user.id));
    TRY(count_invitation(tx, actor.account.id));
    auto email = TRY(Email::parse(user.email));
    TRY(send(tx, outbox, actor.account, user.id, email, user.name, {may.by, actor.name},
             user.language, ""));
    return back;
}

}  // namespace usher::invitations
