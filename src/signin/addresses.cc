#include "signin/addresses.h"

#include "audit/record.h"
#include "http/response.h"
#include "signin/correspondence.h"
#include "signin/identity.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

Result<void> within_limit(store::Tx& tx, IdentityId identity) {
    auto row = TRY(
        tx.one("select count(*) from address_changes where identity_id = $1 and created_at > $2",
               identity, tx.now() - days(1)));
    if (row->integer(0) < address_changes_a_day) return {};
    return fail(http::known("addresses.too_many"));
}

Result<Email> main_address(store::Snapshot& snapshot, IdentityId identity) {
    auto row =
        TRY(snapshot.one("select email, email_key from identity_emails where identity_id = $1 "
                         "order by verified_at limit 1",
                         identity));
    if (!row) return fail(not_found());
    return Email::stored(row->text(0), row->text(1));
}

struct Tokens {
    Token confirm, stop;
};

Result<void> keep(store::Tx& tx, IdentityId identity, AddressKind kind, Email const& before,
                  Email const& after, Tokens const& tokens) {
    TRY(
        tx.exec("insert into address_changes (change_id, identity_id, kind, old_email, "
                "old_email_key, new_email, new_email_key, confirm_digest, stop_digest, created_at, "
                "expires_at, stop_until) "
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                tx.new_id<EventId>(), identity, name(kind), before.address(), before.key(),
                after.address(), after.key(), tokens.confirm.digest, tokens.stop.digest, tx.now(),
                tx.now() + confirm_ttl, tx.now() + stop_ttl));
    return {};
}

Result<void> write_letters(store::Tx& tx, mail::Outbox const& outbox,
                           blueprints::Catalog const& catalog, IdentityId identity,
                           AddressKind kind, Email const& before, Email const& after,
                           Tokens const& tokens) {
    auto to = TRY(addressee(tx, catalog, identity));
    bool main = kind == AddressKind::sign_in;
    mail::Letter confirm{AccountId{}, after};
    confirm.language = to.language;  // no name: whose address this is, is not known yet
    confirm.text = main ? "mail.address_confirm" : "mail.recovery_confirm";
    confirm.product = to.product;
    confirm.params = {{"email", after.address()}};
    confirm.expires = tx.now() + confirm_ttl;
    confirm.link = outbox.link("/confirm-address#", tokens.confirm.text);
    TRY(outbox.post(tx, confirm));
    mail::Letter notice{AccountId{}, before};
    notice.recipient_name = to.name;
    notice.language = to.language;
    notice.text = main ? "mail.address_notice" : "mail.recovery_notice";
    notice.product = to.product;
    notice.params = {{"email", before.address()}};
    notice.expires = tx.now() + stop_ttl;
    notice.link = outbox.link("/stop-address#", tokens.stop.text);
    TRY(outbox.post(tx, notice));
    return {};
}

}  // namespace

std::string_view name(AddressKind kind) {
    return kind == AddressKind::sign_in ? "sign_in" : "recovery";
}

Result<Addresses> addresses(store::Snapshot& snapshot, IdentityId identity) {
    Addresses all;
    all.email = TRY(email_of(snapshot, identity));
    auto recovery =
        TRY(snapshot.one("select email from recovery_emails where identity_id = $1", identity));
    if (recovery) all.recovery = recovery->text(0);
    auto rows =
        TRY(snapshot.many("select kind, new_email, expires_at from address_changes "
                          "where identity_id = $1 and confirmed_at is null and ended_at is null "
                          "and expires_at > $2 order by created_at limit 2",
                          identity, snapshot.now()));
    for (auto const& row : rows) {
        auto kind = row.text(0) == "recovery" ? AddressKind::recovery : AddressKind::sign_in;
        all.pending.push_back({kind, row.text(1), row.time(2)});
    }
    return all;
}

Result<void> ask_for_address(store::Tx& tx, mail::Outbox const& outbox,
                             blueprints::Catalog const& catalog, IdentityId identity,
                             AddressKind kind, Email const& wanted) {
    auto now = TRY(addresses(tx, identity));
    auto before = TRY(main_address(tx, identity));
    bool same = wanted.key() == before.key() ||
                (kind == AddressKind::recovery && now.recovery == wanted.address());
    if (same) {
        return fail(invalid_field("email", "addresses.same",
                                  "This is your address already. Give another."));
    }
    TRY(within_limit(tx, identity));
    TRY(cancel_address(tx, identity, kind));
    Tokens tokens{new_token(tx.random()), new_token(tx.random())};
    TRY(keep(tx, identity, kind, before, wanted, tokens));
    return write_letters(tx, outbox, catalog, identity, kind, before, wanted, tokens);
}

Result<void> cancel_address(store::Tx& tx, IdentityId identity, AddressKind kind) {
    TRY(
        tx.exec("update address_changes set ended_at = $2 where identity_id = $1 and kind = $3 "
                "and confirmed_at is null and ended_at is null",
                identity, tx.now(), name(kind)));
    return {};
}

Result<void> remove_recovery(store::Tx& tx, IdentityId identity, std::string const& request_id) {
    auto gone = TRY(tx.exec("delete from recovery_emails where identity_id = $1", identity));
    if (gone == 0) return {};
    auto who = "identity:" + identity.text();
    audit::Event event{AccountId{}, "signin.recovery_removed", who, who};
    event.request_id = request_id;
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace usher::signin
