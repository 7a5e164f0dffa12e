// Following a link: looking at it, accepting it, asking for a new one. Whoever holds the mailed
// link has nothing else to show; it is used up by a person's button only (threat 9).
#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "base/result.h"
#include "directory/users.h"
#include "invitations/link.h"
#include "signin/brake.h"
#include "signin/identity.h"
#include "signin/passwords.h"
#include "signin/session.h"

namespace usher::mail {
class Outbox;
}

namespace usher::invitations {

// How the holder of the link proves who they are (RT44).
enum class Proof : std::uint8_t {
    set_password,  // the address belongs to nobody yet
    password,      // to an identity: sign in as it
    signed_in,     // and that is who is signed in; a changed address: or who the user is now (RT42)
    somebody_else,  // but somebody else is signed in: sign out first
};

struct Found {
    Link link;
    std::optional<access::Account> account;  // none for an operator's link
    std::optional<directory::User> user;     // the same
    std::string inviter;  // by name; empty where they are gone, or nobody of the account
    std::optional<signin::Identity> identity;  // of the link's address
    Proof proof = Proof::set_password;
};
// `invitations.ended`, `invitations.expired`, `invitations.withdrawn`: the last two as
// with_way_on().
Result<Found> look(store::Snapshot&, access::Authority const&, Secret const& token,
                   http::Credential const&);

struct Accept {
    directory::Name name;
    std::string new_password_hash;  // for Proof::set_password, hashed before
    signin::From from;
    std::string request_id;
    http::Credential credential = {};  // of who is signed in already
};
// Who is in now.
struct Accepted {
    IdentityId identity;
    signin::NewSession session;
};
// All of it in one transaction: the link is used up, the identity made or joined, the user active,
// the session begun, the event recorded. Checks everything anew: `invitations.ended`,
// `invitations.withdrawn` where the account, a role or the sender's right is gone (RT20),
// `invitations.already_user`, `signin.wrong` where the identity changed since `found`. Who accepts
// as signed in proves nothing anew: the session is as fresh as the one they had, and a changed
// address takes one of the last minutes (`signin.proof_needed`).
Result<Accepted> accept(store::Tx&, access::Authority const&, Found const& found, Accept const&);

// Says to whoever holds a link that cannot be used what it was for and whether asking for a new one
// would tell anybody: params `purpose` (join, operator, email_change) and `ask` (yes, no). Other
// errors stay as they are.
Result<Error> with_way_on(store::Snapshot&, access::Authority const&, Link const&, Error);

// Tells those who may resend (operators, before anybody has joined), at most every `asks_apart`.
// Always succeeds, and tells nothing (R9).
Result<void> ask_for_new_link(store::Tx&, access::Authority const&, mail::Outbox const&,
                              Secret const& token);

}  // namespace usher::invitations
