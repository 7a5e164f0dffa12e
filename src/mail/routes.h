// Where the built-in mailbox is read.
#pragma once

#include <string>

#include "http/router.h"

namespace usher::mail {

struct MailboxNeeds {
    std::string public_url;
};

// GET /dev/mail and /dev/mail/{mail}: pages, or JSON where Accept asks for it; ?to= and ?limit=.
// Who reads it can take any link. So it is there only while public_url is loopback, and only for
// requests that come from this machine, by a loopback name (not by one that was rebound to it) and
// through no proxy. Else 404.
void add_routes(http::Router&, MailboxNeeds const&);

}  // namespace usher::mail
