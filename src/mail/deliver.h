// The handler behind the outbox: opens the sealed letter, writes the message in the recipient's
// language and hands it to the carrier.
#pragma once

#include <string>

#include "base/email.h"
#include "base/result.h"
#include "base/secret.h"
#include "jobs/runner.h"
#include "mail/carrier.h"
#include "mail/text.h"

namespace usher::mail {

// Who letters come from: "Usher <no-reply@example.com>" or the address alone.
struct Sender {
    std::string name = {};  // empty: the letter's product
    Email address;
};
// Fails with `mail.sender`.
Result<Sender> parse_sender(std::string_view);

// The kind "mail". Catalogue and carrier outlive the runner. A letter whose link has expired
// meanwhile is not sent: its job fails. One whose link was used, replaced or revoked is dropped.
jobs::Kind delivery(Catalogue const&, SealingKey, Sender, Carrier&);

}  // namespace usher::mail
