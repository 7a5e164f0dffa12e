// The built-in mailbox: where mail lands while no SMTP server is set, to be read at /dev/mail.
#pragma once

#include <string>
#include <string_view>

#include "http/router.h"
#include "mail/carrier.h"

namespace usher::store {
class Store;
}

namespace usher::mail {

constexpr int mailbox_keeps = 1000;  // messages; the oldest go

class BuiltInMailbox final : public Carrier {
public:
    explicit BuiltInMailbox(store::Store& store) : store_(store) {}
    Carried carry(Message const&) override;

private:
    store::Store& store_;
};

struct MailboxNeeds {
    std::string public_url;
};
// GET /dev/mail and /dev/mail/{id}: pages, or JSON where Accept asks for it. Whoever reads it can
// take any link, so it is there only while public_url is loopback, and only for requests that come
// from this machine, by a loopback name (a rebound one is not) and through no proxy; else 404.
void routes(http::Router&, MailboxNeeds const&);

// localhost, 127.0.0.0/8 or [::1], with any port: "http://localhost:8080".
bool loopback_url(std::string_view url);

}  // namespace usher::mail
