#include "signin/own_password.h"

#include "audit/batches.h"
#include "signin/known_browser.h"
#include "signin/routes.h"
#include "store/tx.h"

namespace usher::signin {

Result<std::string> guessed_as(store::Snapshot& snapshot, IdentityId identity) {
    auto row =
        TRY(snapshot.one("select email_key from identity_emails where identity_id = $1 "
                         "order by verified_at limit 1",
                         identity));
    return row ? row->text(0) : identity.text();
}

Result<Identity> prove_password(http::Request& rq, Recovery const& needs, Secret const& password,
                                std::string_view field) {
    std::string key, browser;
    auto identity = TRY(rq.store().read([&](store::Snapshot& snapshot) -> Result<Identity> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        auto found = TRY(identity_of(snapshot, person.identity));
        if (!found) return fail(not_found());  // the command line has no password
        key = TRY(guessed_as(snapshot, person.identity));
        browser = TRY(known_browser(snapshot, person.identity, rq));
        return *found;
    }));
    TRY(needs.brake.may_guess(key, rq.address(), browser));
    if (!TRY(needs.pool.verify(password, identity.password_hash))) {
        needs.batches.sign_in_failed(identity.id, rq.address(), "passwords.not_current");
        return fail(
            invalid_field(field, "passwords.not_current", "This is not your current password."));
    }
    needs.brake.succeeded(key, rq.address(), browser);
    return identity;
}

}  // namespace usher::signin
