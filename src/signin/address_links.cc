// What the two mailed links of a change of address do.
#include <algorithm>

#include "audit/record.h"
#include "directory/follow.h"
#include "http/response.h"
#include "signin/addresses.h"
#include "signin/identity.h"
#include "signin/recovery.h"
#include "signin/reset_link.h"
#include "signin/sessions.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

struct Found {
    AddressChange change;
    bool ended = false;
    Time expires_at, stop_until;
};

enum class Which : std::uint8_t { confirm = 1, stop = 2 };
Result<std::optional<Found>> found_by(store::Snapshot& snapshot, Secret const& token, Which which) {
    auto digest = token_digest(token.reveal());
    if (!digest) return std::optional<Found>();
    auto row = TRY(
        snapshot.one("select change_id, identity_id, kind, old_email, old_email_key, new_email, "
                     "new_email_key, created_at, expires_at, stop_until, confirmed_at, ended_at "
                     "from address_changes where ($2 = 1 and confirm_digest = $1) "
                     "or ($2 = 2 and stop_digest = $1)",
                     *digest, static_cast<std::int64_t>(which)));
    if (!row) return std::optional<Found>();
    AddressChange change{row->id<EventId>(0).bytes,
                         row->id<IdentityId>(1),
                         row->text(2) == "recovery" ? AddressKind::recovery : AddressKind::sign_in,
                         Email::stored(row->text(3), row->text(4)),
                         Email::stored(row->text(5), row->text(6)),
                         row->time(7),
                         !row->null(10)};
    Found found{std::move(change), !row->null(11), row->time(8), row->time(9)};
    return std::optional(std::move(found));
}

Error ended() { return http::known("addresses.link_ended"); }
Error expired() { return http::known("addresses.link_expired"); }

// No address stands in it: the instance's chain keeps ids only.
Result<void> record(store::Tx& tx, AddressChange const& change, std::string_view act,
                    std::string const& request_id) {
    auto who = "identity:" + change.identity.text();
    audit::Event event{AccountId{}, std::string(act), who, who};
    event.request_id = request_id;
    event.details = json::Object{{"kind", std::string(name(change.kind))}};
    TRY(audit::record(tx, event));
    return {};
}

// Exactly one of those who try at once wins.
Result<void> use_up(store::Tx& tx, AddressChange const& change) {
    auto won =
        TRY(tx.exec("update address_changes set confirmed_at = $2 where change_id = $1 "
                    "and confirmed_at is null and ended_at is null and expires_at > $2",
                    EventId{change.id}, tx.now()));
    return won == 1 ? Result<void>() : fail(ended());
}

Result<void> take_main(store::Tx& tx, AddressChange const& change) {
    auto holder = TRY(identity_of(tx, change.after));
    if (holder && holder->id != change.identity) return fail(http::known("addresses.taken"));
    auto old =
        TRY(tx.one("delete from identity_emails where identity_id = $1 and email_key = $2 "
                   "returning verified_at",
                   change.identity, change.before.key()));
    if (!old) return fail(ended());  // it was not theirs any more
    // It takes the old one's place: the address that is theirs for longest is the one they are
    // shown by. When it was verified stands in address_changes.
    TRY(
        tx.exec("insert into identity_emails (email_key, identity_id, email, verified_at) "
                "values ($1, $2, $3, $4) on conflict (email_key) do update set "
                "verified_at = excluded.verified_at",
                change.after.key(), change.identity, change.after.address(), old->time(0)));
    return {};
}

Result<void> take_recovery(store::Tx& tx, AddressChange const& change) {
    TRY(
        tx.exec("insert into recovery_emails (identity_id, email, email_key, verified_at) "
                "values ($1, $2, $3, $4) on conflict (identity_id) do update set "
                "email = excluded.email, email_key = excluded.email_key, "
                "verified_at = excluded.verified_at",
                change.identity, change.after.address(), change.after.key(), tx.now()));
    return {};
}

// Every address that came after the change was asked for goes, however many steps it took; the old
// one stands again in its old place, unless somebody else has proved it theirs since.
Result<void> give_back(store::Tx& tx, AddressChange const& change, std::string const& request_id) {
    auto later = TRY(
        tx.many("delete from identity_emails where identity_id = $1 and email_key <> $3 "
                "and (verified_at >= $2 or email_key in (select new_email_key from address_changes "
                "where identity_id = $1 and kind = 'sign_in' and created_at >= $2 "
                "and confirmed_at is not null)) returning email, email_key, verified_at",
                change.identity, change.asked_at, change.before.key()));
    auto place = change.asked_at;
    for (auto const& row : later) place = std::min(place, row.time(2));
    TRY(
        tx.exec("insert into identity_emails (email_key, identity_id, email, verified_at) "
                "values ($1, $2, $3, $4) on conflict (email_key) do nothing",
                change.before.key(), change.identity, change.before.address(), place));
    auto holder = TRY(identity_of(tx, change.before));
    if (!holder || holder->id != change.identity) return fail(ended());
    for (auto const& row : later) {
        TRY(directory::follow_address(tx, change.identity, Email::stored(row.text(0), row.text(1)),
                                      change.before, request_id));
    }
    TRY(tx.exec("delete from recovery_emails where identity_id = $1 and verified_at >= $2",
                change.identity, change.asked_at));
    TRY(
        tx.exec("update address_changes set ended_at = $2 where identity_id = $1 "
                "and created_at >= $3 and ended_at is null",
                change.identity, tx.now(), change.asked_at));
    return {};
}

}  // namespace

Result<AddressChange> look_at_confirmation(store::Snapshot& snapshot, Secret const& token,
                                           IdentityId who) {
    auto found = TRY(found_by(snapshot, token, Which::confirm));
    if (!found || found->ended || found->change.confirmed) return fail(ended());
    if (found->change.identity != who) return fail(http::known("addresses.other_identity"));
    if (found->expires_at <= snapshot.now()) return fail(expired());
    return found->change;
}

Result<void> confirm_address(store::Tx& tx, AddressChange const& change, SessionId stays,
                             std::string const& request_id) {
    TRY(use_up(tx, change));
    if (change.kind == AddressKind::sign_in) {
        TRY(take_main(tx, change));
        TRY(directory::follow_address(tx, change.identity, change.before, change.after,
                                      request_id));
        TRY(end_reset_links(tx, change.identity));
        TRY(end_other_sessions(tx, change.identity, stays));
    } else {
        TRY(take_recovery(tx, change));
    }
    return record(tx, change, "signin.address_changed", request_id);
}

Result<AddressChange> look_at_stop(store::Snapshot& snapshot, Secret const& token) {
    auto found = TRY(found_by(snapshot, token, Which::stop));
    if (!found || found->ended) return fail(ended());
    if (found->stop_until <= snapshot.now()) return fail(expired());
    return found->change;
}

Result<void> stop_address(store::Tx& tx, mail::Outbox const& outbox,
                          blueprints::Catalog const& catalog, AddressChange const& change,
                          std::string const& request_id) {
    auto won =
        TRY(tx.exec("update address_changes set ended_at = $2 where change_id = $1 "
                    "and ended_at is null and stop_until > $2",
                    EventId{change.id}, tx.now()));
    if (won == 0) return fail(ended());
    TRY(give_back(tx, change, request_id));
    // Whoever asked for the change was signed in and knew the password.
    TRY(set_password(tx, change.identity, ""));
    TRY(end_sessions(tx, change.identity));
    TRY(end_reset_links(tx, change.identity));
    // Whatever went out a moment ago is ended, and this link does nothing a second time.
    TRY(mail_reset(tx, outbox, catalog, change.before, ResetTo::sign_in, Share::beyond));
    return record(tx, change, "signin.address_stopped", request_id);
}

}  // namespace usher::signin
