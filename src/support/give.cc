#include "access/errors.h"
#include "audit/record.h"
#include "directory/holders.h"
#include "mail/outbox.h"
#include "store/tx.h"
#include "support/support.h"

namespace usher::support {
namespace {

// In the account's chain, where its administrators read it, and in the instance's own.
Result<void> record(store::Tx& tx, access::ActorId const& by, AccountId account,
                    std::string_view act, json::Object const& details,
                    std::string const& request_id) {
    for (auto chain : {account, AccountId{}}) {
        audit::Event event{chain, std::string(act), by.text(), "account:" + account.text()};
        event.request_id = request_id;
        event.details = details;
        TRY(audit::record(tx, event));
    }
    return {};
}

std::string text_of(IdentityId who) {
    return access::ActorId{access::ActorId::Kind::operator_, who.bytes}.text();
}

Result<std::int64_t> end_now(store::Tx& tx, AccountId account, IdentityId who) {
    return tx.exec(
        "update support_access set ended_at = $3 where account_id = $1 "
        "and identity_id = $2 and ended_at is null and until_at > $3",
        account, who, tx.now());
}

Result<void> may_be_let_in(store::Tx& tx, access::Account const& account, IdentityId who) {
    if (account.status != access::Account::Status::open) return fail(access::not_open(account));
    auto known = TRY(tx.one("select 1 from operators where identity_id = $1", who));
    if (!known)
        return fail(
            invalid_field("operator", "support.operator", "Name an operator of this Usher."));
    auto user =
        TRY(tx.one("select 1 from memberships_of m join users u "
                   "on u.account_id = m.account_id and u.user_id = m.user_id "
                   "where m.identity_id = $1 and m.account_id = $2 "
                   "and u.status in ('active', 'suspended')",
                   who, account.id));
    if (!user) return {};
    return fail(Error{Code::conflict, "support.user",
                      "This operator is a user of the account, and opens it as such."});
}

Result<void> end_by(store::Tx& tx, access::ActorId const& by, AccountId account, IdentityId who,
                    std::string const& request_id) {
    auto ended = TRY(end_now(tx, account, who));
    if (ended == 0) return fail(not_found());
    TRY(record(tx, by, account, "support.end", {{"operator", text_of(who)}}, request_id));
    return tx.touch(account);
}

// Whoever holds the top role hears of it at once, and not only who happens to open a page.
Result<void> tell(store::Tx& tx, mail::Outbox const& outbox, access::Account const& account,
                  Wish const& wish) {
    auto support = TRY(access::support_of(tx, account.id, wish.who));
    if (!support) return {};
    auto const& name = support->name.empty() ? support->email : support->name;
    auto const& top = account.blueprint->top_role().key;
    for (auto const& holder : TRY(directory::holders(tx, account.id, top))) {
        auto address = TRY(Email::parse(holder.email));
        mail::Letter letter{account.id, address};
        letter.recipient_name = holder.name;
        letter.language = holder.language.empty() ? account.language : holder.language;
        letter.text = "mail.support_opened";
        letter.product = account.blueprint->name;
        letter.params = {{"account", account.name}, {"operator", name}, {"note", wish.reason}};
        letter.expires = support->until;
        letter.link = Secret(outbox.public_url() + "/a/" + account.slug);
        TRY(outbox.post(tx, letter));
    }
    return {};
}

Result<std::vector<access::Support>> all_of(store::Snapshot& snapshot, AccountId account) {
    auto rows = TRY(snapshot.many(
        "select s.identity_id, coalesce(o.name, f.name, ''), (select min(e.email) from "
        "identity_emails e "
        "where e.identity_id = s.identity_id), s.reason, s.from_at, s.until_at, s.ended_at "
        "from support_access s left join operators o on o.identity_id = s.identity_id "
        "left join former_operators f on f.identity_id = s.identity_id "
        "where s.account_id = $1 order by s.from_at desc limit $2",
        account, max_listed));
    std::vector<access::Support> all;
    for (auto const& row : rows)
        all.push_back({row.id<IdentityId>(0), row.text(1), row.maybe_text(2).value_or(""),
                       row.text(3), row.time(4), row.time(5), row.maybe_time(6)});
    return all;
}

}  // namespace

Result<void> give(store::Tx& tx, mail::Outbox const& outbox, Permit const& permit,
                  access::Account const& account, Wish const& wish, std::string const& request_id) {
    TRY(may_be_let_in(tx, account, wish.who));
    TRY(end_now(tx, account.id, wish.who));
    auto until = tx.now() + hours(wish.hours);
    TRY(
        tx.exec("insert into support_access (account_id, identity_id, from_at, until_at, reason) "
                "values ($1, $2, $3, $4, $5) on conflict (account_id, identity_id, from_at) "
                "do update set until_at = excluded.until_at, reason = excluded.reason, "
                "ended_at = null",
                account.id, wish.who, tx.now(), until, wish.reason));
    TRY(record(
        tx, permit.by, account.id, "support.open",
        {{"operator", text_of(wish.who)}, {"reason", wish.reason}, {"until", to_text(until)}},
        request_id));
    TRY(tell(tx, outbox, account, wish));
    return tx.touch(account.id);
}

Result<void> end(store::Tx& tx, Permit const& permit, access::Account const& account,
                 IdentityId who, std::string const& request_id) {
    return end_by(tx, permit.by, account.id, who, request_id);
}

Result<void> end(store::Tx& tx, OwnPermit const& permit, access::Account const& account,
                 IdentityId who, std::string const& request_id) {
    return end_by(tx, permit.by, account.id, who, request_id);
}

Result<std::vector<access::Support>> list(store::Snapshot& snapshot, Permit const&,
                                          AccountId account) {
    return all_of(snapshot, account);
}

Result<std::vector<access::Support>> list(store::Snapshot& snapshot, OwnPermit const& permit) {
    return all_of(snapshot, permit.account);
}

}  // namespace usher::support
