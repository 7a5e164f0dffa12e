// What is to be said to whom. The words stand in the catalogue under `text`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/email.h"
#include "base/error.h"
#include "base/id.h"
#include "base/secret.h"
#include "base/time.h"

namespace usher::mail {

// A letter and the params it needs. {email} is a parsed address and shown whole; all others are
// words that people chose, made harmless by words.h. Optional ones stand in brackets.
//   mail.invitation               inviter account [by] [note], expires, link
//   mail.ask_new_link             email account, link (the user's page: no secret)
//   mail.password_reset           email, expires, link; mail.password_changed: email, link
//   mail.password_reset_by_admin  admin account email [by], expires, link
//   mail.welcome_operator         email, expires, link
//   mail.email_change             admin account email [by], expires, link (to the new address)
//   mail.email_changing           admin account email [by], link (to the old one: no secret)
//   mail.address_confirm, mail.address_notice, mail.recovery_confirm, mail.recovery_notice:
//                                 email, expires, link
//   mail.ownership_given: account old role, mail.ownership_passed: account new role after,
//   mail.ownership_told: account old new role, mail.support_opened: account operator; with link
//   mail.account_suspended, mail.account_resumed: account; mail.account_closed: account, expires
struct Letter {
    AccountId account{};  // zeros: the instance
    Email to;
    std::string recipient_name = {};  // empty: the address alone
    // For people who have not chosen one themselves (Outbox::post looks); the account's, mostly.
    std::string language = "en";
    // Times are shown in it: the one that they chose (Outbox::post looks). Empty, or not known to
    // this machine: UTC, and said so.
    std::string zone = {};
    std::string text = {};  // "mail.invitation"
    // Who speaks: the product's name as the blueprint has it, "Usher" for the instance. The only
    // name that is believed: it may look like an address ("Stamps.com").
    std::string product = "Usher";
    std::vector<Param> params = {};
    std::optional<Time> expires = {};
    Secret link = {};  // the whole URL, from Outbox::link
};

}  // namespace usher::mail
