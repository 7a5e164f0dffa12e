#include "signin/correspondence.h"
#include "signin/recovery.h"
#include "signin/reset_link.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

constexpr std::string_view by_recovery = "recovery of ";  // before the address, in a job

jobs::Outcome work(jobs::Attempt const& run, mail::Outbox const& outbox,
                   blueprints::Catalog const& catalog) {
    auto payload = std::string_view(run.payload());
    auto to = payload.starts_with(by_recovery) ? ResetTo::recovery : ResetTo::sign_in;
    if (to == ResetTo::recovery) payload.remove_prefix(by_recovery.size());
    auto email = Email::parse(payload);
    if (!email) return jobs::Outcome::failed("The address asked for is none.");
    auto outcome = jobs::Outcome::done();
    outcome.with = [&outbox, &catalog, to, address = *email](store::Tx& tx) {
        return mail_reset(tx, outbox, catalog, address, to);
    };
    return outcome;
}

// Of the address that was verified: what somebody typed may differ where the key does not.
Result<std::optional<Email>> verified(store::Snapshot& snapshot, Email const& typed) {
    auto row =
        TRY(snapshot.one("select email, email_key from identity_emails "
                         "where email_key = $1",
                         typed.key()));
    if (!row) return std::optional<Email>();
    return std::optional(Email::stored(row->text(0), row->text(1)));
}

Result<std::optional<Email>> recovery_of(store::Snapshot& snapshot, IdentityId identity) {
    auto row =
        TRY(snapshot.one("select email, email_key from recovery_emails "
                         "where identity_id = $1",
                         identity));
    if (!row) return std::optional<Email>();
    return std::optional(Email::stored(row->text(0), row->text(1)));
}

}  // namespace

Result<void> ask_for_reset(store::Tx& tx, jobs::Queue const& queue, Email const& email,
                           ResetTo to) {
    jobs::Job job;
    job.kind = forgotten_job;
    job.payload = (to == ResetTo::recovery ? std::string(by_recovery) : "") + email.address();
    TRY(queue.add(tx, job));
    return {};
}

jobs::Kind forgotten(mail::Outbox const& outbox, blueprints::Catalog const& catalog) {
    return {.name = std::string(forgotten_job),
            .work = [&](jobs::Attempt& run) { return work(run, outbox, catalog); }};
}

Result<void> mail_reset(store::Tx& tx, mail::Outbox const& outbox,
                        blueprints::Catalog const& catalog, Email const& typed, ResetTo where,
                        Share share) {
    auto identity = TRY(identity_of(tx, typed));
    if (!identity) return {};
    auto email =
        where == ResetTo::recovery ? TRY(recovery_of(tx, identity->id)) : TRY(verified(tx, typed));
    if (!email) return {};
    ResetFor reset{identity->id};
    auto wait = TRY(wait_for_next(tx, reset, *email));
    if (share == Share::counts && wait > Duration{}) return {};
    auto token = TRY(new_reset_link(tx, reset, *email));
    auto to = TRY(addressee(tx, catalog, identity->id));
    mail::Letter letter{AccountId{}, *email};
    letter.recipient_name = to.name;
    letter.language = to.language;
    letter.text = "mail.password_reset";
    letter.product = to.product;
    auto main = TRY(verified(tx, typed));
    letter.params = {{"email", main ? main->address() : email->address()}};
    letter.expires = tx.now() + reset_ttl;
    letter.link = outbox.link("/reset#", token.text);
    TRY(outbox.post(tx, letter));
    return {};
}

}  // namespace usher::signin
