#include "mail/outbox.h"

#include "mail/compose.h"
#include "mail/envelope.h"
#include "store/tx.h"

namespace usher::mail {
namespace {

// The language that the owner of this address chose, if they did.
Result<std::optional<std::string>> chosen_language(store::Tx& tx, Email const& to) {
    auto row =
        TRY(tx.one("select i.language from identity_emails e "
                   "join identities i on i.identity_id = e.identity_id where e.email_key = $1",
                   to.key()));
    return row ? row->maybe_text(0) : std::optional<std::string>();
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
    if (auto chosen = TRY(chosen_language(tx, letter.to))) letter.language = std::move(*chosen);
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
