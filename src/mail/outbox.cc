#include "mail/outbox.h"

#include "mail/compose.h"
#include "mail/envelope.h"
#include "store/tx.h"

namespace usher::mail {

Outbox::Outbox(jobs::Queue const& queue, Catalogue const& catalogue, SealingKey key,
               std::string public_url)
    : queue_(queue),
      catalogue_(catalogue),
      key_(std::move(key)),
      public_url_(std::move(public_url)) {}

Result<JobId> Outbox::post(store::Tx& tx, Letter const& letter) const {
    TRY(check_letter(catalogue_, letter));
    if (!letter.link.reveal().starts_with(public_url_ + "/"))
        return fail(
            Error{Code::internal, "mail.link", "A letter's link must begin with the public_url."});
    auto id = tx.new_id<JobId>();
    auto payload = sealed(letter, tx.now(), id, key_, tx.random());
    return queue_.add(tx, {.account = letter.account,
                           .kind = std::string(job_kind),
                           .payload = std::move(payload),
                           .id = id});
}

Secret Outbox::link(std::string_view path, Secret const& token) const {
    std::string url;
    url.reserve(public_url_.size() + path.size() + token.reveal().size());
    url.append(public_url_).append(path).append(token.reveal());
    return Secret(std::move(url));
}

}  // namespace usher::mail
