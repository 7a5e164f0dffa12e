// Letters go out with the change they speak of: one row in its transaction, none without it. The
// row is a job of kind "mail"; deliver.h takes it from there, at least once (R7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "jobs/jobs.h"
#include "mail/letter.h"
#include "mail/text.h"

namespace usher::store {
class Tx;
}

namespace usher::mail {

constexpr std::string_view job_kind = "mail";

class Outbox {
 public:
    // `public_url` is the configured one and the only base that links ever have (threat 1), without
    // a slash at the end. Queue and catalogue outlive the outbox.
    Outbox(jobs::Queue const&, Catalogue const&, SealingKey, std::string public_url);

    // Seals the letter, link included, into the job's payload. The job's id becomes the message's
    // Message-ID. Fails with `mail.no_text` or `mail.no_param` where the letter does not fit its
    // text, `mail.link` where its link leads elsewhere: bugs, found before anything is committed.
    Result<JobId> post(store::Tx&, Letter const&) const;

    // Whom a posted letter goes to and which one it is, for operators; nothing where it was
    // delivered, or does not open. Never its link.
    struct About {
        std::string to, text;
    };
    std::optional<About> about(std::string_view payload, JobId) const;

    // link("/join#", token.text) → https://users.example.com/join#4f0c…
    Secret link(std::string_view path, Secret const& token) const;
    std::string const& public_url() const { return public_url_; }

 private:
    jobs::Queue const& queue_;
    Catalogue const& catalogue_;
    SealingKey key_;
    std::string public_url_;
};

}  // namespace usher::mail
