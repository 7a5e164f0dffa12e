// A forgotten password, and one that an administrator or its owner wants changed. Whoever sets a
// new one holds either the current one or a link that was mailed to a verified address; nobody
// chooses it for another (ASVS 6.4.6). All of it is the identity's; what an administrator may do
// reaches no further than the own account (RT38, RT41).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/permit.h"
#include "base/email.h"
#include "base/result.h"
#include "base/secret.h"
#include "directory/users.h"
#include "jobs/runner.h"
#include "mail/outbox.h"
#include "signin/identity.h"
#include "signin/session.h"

namespace usher::signin {

constexpr Duration reset_ttl = hours(1);
// Mails with a link go to one mailbox that often (threat 15): those that anybody asked for counted
// together, and those of one account's administrators. Beyond so many a day there is still one an
// hour, for strangers may have asked for them, and the owner must get in (threat 41).
constexpr Duration resets_apart = minutes(3);
constexpr std::int64_t resets_a_day = 10;
constexpr Duration resets_apart_beyond = hours(1);

// ---- forgotten

constexpr std::string_view forgotten_job = "forgotten";

// All that happens while the asker waits: one row, the same for every address, known or not. So
// neither answer nor time tells which (R9); who it is, and whether mail goes out, the job finds.
enum class ResetTo : std::uint8_t { sign_in, recovery };
Result<void> ask_for_reset(store::Tx&, jobs::Queue const&, Email const&,
                           ResetTo = ResetTo::sign_in);
// The kind "forgotten". Outbox and catalog outlive the runner.
jobs::Kind forgotten(mail::Outbox const&, blueprints::Catalog const&);
// Mails a link to the address as it was verified, never as it was typed (threat 4); earlier links
// end. Nothing at all for an unknown address, or one that had its share of mail. With `recovery` it
// goes to the verified second address of whom the first one belongs to (ST7), if there is one.
// `Share::beyond`: whatever they had, where the password has just ended and the link is the one way
// in.
enum class Share : std::uint8_t { counts, beyond };
Result<void> mail_reset(store::Tx&, mail::Outbox const&, blueprints::Catalog const&, Email const&,
                        ResetTo = ResetTo::sign_in, Share = Share::counts);

// ---- following the link

struct ResetLink {
    Digest digest{};
    IdentityId identity;
    Email email;
    bool by_administrator = false;
};
// Uses nothing up (threat 9). `passwords.link_ended` for what was used, replaced, is no token of
// ours or of another purpose (threat 8), or whose address is no longer the identity's;
// `passwords.link_expired`.
Result<ResetLink> look_at_reset(store::Snapshot&, Secret const& token);

enum class OtherSessions : std::uint8_t { end, keep };
struct NewPassword {
    std::string hash;  // judged and hashed before
    OtherSessions others = OtherSessions::end;
    std::string request_id;
};
// Uses the link up, sets the password, ends all other links, opens accounts where an administrator
// had ended it, tells the person, and leaves an event in the instance's chain. Sessions end, unless
// the person asked for the link and wants to keep them. Nobody is signed in by it.
// `passwords.link_ended`.
Result<void> reset_password(store::Tx&, mail::Outbox const&, blueprints::Catalog const&,
                            ResetLink const&, NewPassword const&);

// ---- by the own hand

// The current password was verified against `known`; if it has changed meanwhile, fails with
// `passwords.changed_meanwhile`. All sessions end; the answer is a new one for who asks. Does not
// open an account whose administrator asked for a reset: that takes the mailed link.
Result<NewSession> change_password(store::Tx&, mail::Outbox const&, blueprints::Catalog const&,
                                   Identity const& known, NewPassword const&, From const&);

// ---- by an administrator

enum class OldPassword : std::uint8_t { stays, ends_here };
struct SentReset {
    std::string email;  // where the link went
    bool sent = true;   // false: one went a moment ago, and this only ended the old password
};
// Mails the link to the address that the account has, which must be a verified one of the person's
// own: else `passwords.no_address`. `ends_here` closes this account to them until they have set a
// new password; other accounts go on. `users.not_active`; `passwords.sent_lately` (never where
// the old password ends: that is done at once).
Result<SentReset> send_reset(store::Tx&, mail::Outbox const&, access::Actor const&,
                             access::Permit<Act::users_reset> const&, directory::User const&,
                             OldPassword, std::string const& request_id);
// Ends the person's entries into this account at once, and nothing elsewhere (RT39).
// `users.not_active`.
Result<void> end_entries(store::Tx&, access::Permit<Act::users_reset> const&,
                         directory::User const&, std::string const& request_id);

}  // namespace usher::signin
