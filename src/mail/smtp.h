// A real SMTP server, through libcurl.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "mail/carrier.h"

namespace usher::mail {

struct SmtpOptions {
    std::string url;        // smtp://host[:port] (STARTTLS), smtps://host[:port]
    std::string user = {};  // empty: no sign-in
    Secret password = {};
    std::string from = {};     // the envelope's sender, also where bounces go
    std::string hello = {};    // what Usher calls itself; empty: the domain of `from`
    std::string ca_file = {};  // empty: the system's authorities
    // Without TLS the link travels in the clear. Only a server on loopback is spoken to so, unless
    // this is set.
    bool clear_text_allowed = false;
    int connect_s = 10;
    int deliver_s = 30;  // well below jobs::lease
};

class SmtpServer final : public Carrier {
 public:
    // Fails with `mail.smtp_url`, `mail.ca_file`. Does not connect: a server that is down at start
    // is no error.
    static Result<std::unique_ptr<SmtpServer>> make(SmtpOptions);
    // Taken: the server said 250 to the message. Refused: it said 5xx to this recipient or this
    // message. Anything else, a failed sign-in too, is tried again: an operator can mend it.
    Carried carry(Message const&) override;

    // Connects and signs in as for a message, and sends none.
    struct Tried {
        bool reached = false;
        bool protected_ = false;  // by TLS
        std::string why = {};     // where it was not reached
    };
    Tried try_out() const;

 private:
    explicit SmtpServer(SmtpOptions options) : options_(std::move(options)) {}
    SmtpOptions options_;
};

}  // namespace usher::mail
