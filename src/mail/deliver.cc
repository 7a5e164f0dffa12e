#include "mail/deliver.h"

#include "base/text.h"
#include "mail/compose.h"
#include "mail/envelope.h"
#include "mail/outbox.h"
#include "store/store.h"

namespace usher::mail {
namespace {

jobs::Outcome outcome_of(Carried const& carried) {
    switch (carried.is) {
        case Carried::Is::taken:
            return jobs::Outcome::done();
        case Carried::Is::later:
            return jobs::Outcome::again(carried.why);
        case Carried::Is::refused:
            return jobs::Outcome::failed(carried.why);
    }
    return jobs::Outcome::done();
}

// A link that was used, replaced or revoked while its letter waited: nobody can follow it, and the
// newer letter is on its way.
Result<bool> link_ended(store::Store& store, Letter const& letter) {
    auto url = letter.link.reveal();
    auto mark = url.find('#');
    auto digest = mark == url.npos ? std::nullopt : token_digest(url.substr(mark + 1));
    if (!digest) return false;
    return store.read([&](store::Snapshot& snapshot) -> Result<bool> {
        auto row =
            TRY(snapshot.one("select 1 from links where digest = $1 "
                             "and (used_at is not null or ended_at is not null) "
                             "/* across accounts: a link names its account */",
                             *digest));
        return row.has_value();
    });
}

jobs::Outcome deliver(jobs::Attempt const& run, Catalogue const& catalogue, SealingKey const& key,
                      Sender const& sender, Carrier& carrier) {
    auto posted = opened(run.payload(), run.id(), key);
    if (!posted) return jobs::Outcome::failed(posted.error());
    auto const& letter = posted->letter;
    if (letter.expires && *letter.expires <= run.store().clock().now())
        return jobs::Outcome::failed("Its link expired before the mail could be delivered.");
    auto ended = link_ended(run.store(), letter);
    if (!ended) return jobs::Outcome::again(ended.error());
    if (*ended) return jobs::Outcome::done();
    auto message = compose(catalogue, letter, sender, run.id(), posted->at);
    if (!message) return jobs::Outcome::failed(message.error());
    return outcome_of(carrier.carry(*message));
}

Error bad_sender() {
    return {Code::invalid, "mail.sender",
            "The sender of mail must be an address, or a name with an address in angle brackets."};
}

}  // namespace

Result<Sender> parse_sender(std::string_view text) {
    auto whole = trimmed(text);
    std::string name;
    std::string address = whole;
    if (auto open = whole.find('<'); open != whole.npos) {
        if (!whole.ends_with('>')) return fail(bad_sender());
        name = trimmed(std::string_view(whole).substr(0, open));
        address = whole.substr(open + 1, whole.size() - open - 2);
    }
    if (name.size() > 1 && name.starts_with('"') && name.ends_with('"'))
        name = name.substr(1, name.size() - 2);
    auto email = Email::parse(address);
    if (!email || !fits_one_line(name)) return fail(bad_sender());
    return Sender{std::move(name), std::move(*email)};
}

jobs::Kind delivery(Catalogue const& catalogue, SealingKey key, Sender sender, Carrier& carrier) {
    return {
        .name = std::string(job_kind),
        .work = [&catalogue, key = std::move(key), sender = std::move(sender), &carrier](
                    jobs::Attempt& run) { return deliver(run, catalogue, key, sender, carrier); }};
}

}  // namespace usher::mail
