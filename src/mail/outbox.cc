#include "mail/outbox.h"

#include "mail/compose.h"
#include "mail/envelope.h"
#include "store/tx.h"

namespace usher::mail {
namespace {

// Language and zone as the owner of this address chose them, if they did.
Result<void> put_chosen(store::Tx& tx, Letter& letter) {
    auto row =
        TRY(tx.one("select i.language, i.zone from identity_emails e "
                   "join identities i on i.identity_id = e.identity_id where e.email_key = $1",
                   letter.to.key()));
    if (!row) return {};
    letter.language = row->maybe_text(0).value_or(letter.language);
    letter.zone = row->maybe_text(1).value_or(letter.zone);
    return {};
}

}  // namespace

Outbox::Outbox(jobs::Queue const& queue, Catalogue const& catalogue, SealingKey key,
               std::string public_url)
    : queue_(queue),
      catalogue_(catalogue),
      key_(std::move(key)),
      public_url_(std::move(public_url)) {}

Result<JobId> Outbox::post(store::Tx& tx, Letter const& given) const {
    auto letter = given;
    TRY(put_chosen(tx, letter));
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

std::optional<Outbox::About> Outbox::about(std::string_view payload, JobId id) const {
    auto posted = opened(payload, id, key_);
    if (!posted) return std::nullopt;
    return About{posted->letter.to.address(), posted->letter.text};
}

Secret Outbox::link(std::string_view path, Secret const& token) const {
    std::string url;
    url.reserve(public_url_.size() + path.size() + token.reveal().size());
    url.append(public_url_).append(path).append(token.reveal());
    return Secret(std::move(url));
}

}  // namespace usher::mail
