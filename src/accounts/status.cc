#include "accounts/status.h"

#include "audit/record.h"
#include "directory/holders.h"
#include "mail/outbox.h"
#include "store/tx.h"

namespace usher::accounts {
namespace {

using access::Account;

struct Next {
    std::string_view status, act, text;  // as stored, as recorded, and which letter
    std::string reason = {};
    std::optional<Time> closes_at = {};
};

Result<void> store_status(store::Tx& tx, AccountId account, Next const& next) {
    std::optional<Time> since;
    if (next.status != "open") since = tx.now();
    TRY(
        tx.exec("update accounts set status = $2, status_at = $3, status_reason = $4, "
                "closes_at = $5, version = version + 1 where account_id = $1",
                account, next.status, since, next.reason, next.closes_at));
    return {};
}

Result<void> record(store::Tx& tx, AccountId account, access::ActorId const& by, Next const& next,
                    std::string const& request_id) {
    json::Object details;
    if (!next.reason.empty()) details.emplace_back("reason", next.reason);
    if (next.closes_at) details.emplace_back("until", to_text(*next.closes_at));
    for (auto chain : {account, AccountId{}}) {  // the account's, and a copy in the instance's own
        audit::Event event{chain, std::string(next.act), by.text(), "account:" + account.text()};
        event.request_id = request_id;
        event.details = details;
        TRY(audit::record(tx, event));
    }
    return {};
}

Result<void> tell(store::Tx& tx, mail::Outbox const& outbox, Account const& account,
                  Next const& next) {
    auto const& top = account.blueprint->top_role().key;
    for (auto const& holder : TRY(directory::holders(tx, account.id, top))) {
        auto address = TRY(Email::parse(holder.email));
        mail::Letter letter{account.id, address};
        letter.recipient_name = holder.name;
        letter.language = holder.language.empty() ? account.language : holder.language;
        letter.text = next.text;
        letter.product = account.blueprint->name;
        letter.params = {{"account", account.name}};
        if (!next.reason.empty()) letter.params.push_back({"note", next.reason});
        letter.expires = next.closes_at;
        letter.link = Secret(outbox.public_url() + "/a/" + account.slug);
        TRY(outbox.post(tx, letter));
    }
    return {};
}

Result<void> change(store::Tx& tx, mail::Outbox const& outbox, access::ActorId const& by,
                    Account const& account, Next const& next, std::string const& request_id) {
    TRY(store_status(tx, account.id, next));
    TRY(record(tx, account.id, by, next, request_id));
    TRY(tell(tx, outbox, account, next));
    return tx.touch(account.id);
}

Result<void> close_by(store::Tx& tx, mail::Outbox const& outbox, access::ActorId const& by,
                      Account const& account, std::string const& reason,
                      std::string const& request_id) {
    if (account.status == Account::Status::closed) return {};
    Next next{"closed", "accounts.close", "mail.account_closed", reason, tx.now() + grace};
    return change(tx, outbox, by, account, next, request_id);
}

Result<bool> closed_for_good(store::Tx& tx, AccountId account) {
    auto row = TRY(tx.one("select closes_at from accounts where account_id = $1", account));
    auto closes_at = row ? row->maybe_time(0) : std::nullopt;
    return closes_at && *closes_at <= tx.now();
}

}  // namespace

Result<void> suspend(store::Tx& tx, mail::Outbox const& outbox, StatusPermit const& permit,
                     Account const& account, std::string const& reason,
                     std::string const& request_id) {
    if (account.status == Account::Status::suspended) return {};
    if (account.status == Account::Status::closed) {
        return fail(
            Error{Code::conflict, "accounts.closed", "This account is closed. Open it again."});
    }
    Next next{"suspended", "accounts.suspend", "mail.account_suspended", reason, {}};
    return change(tx, outbox, permit.by, account, next, request_id);
}

Result<void> resume(store::Tx& tx, mail::Outbox const& outbox, StatusPermit const& permit,
                    Account const& account, std::string const& request_id) {
    if (account.status == Account::Status::open) return {};
    if (TRY(closed_for_good(tx, account.id))) {
        return fail(Error{Code::conflict, "accounts.closed_for_good",
                          "The time in which this account could be opened again is over."});
    }
    return change(tx, outbox, permit.by, account,
                  {"open", "accounts.resume", "mail.account_resumed"}, request_id);
}

Result<void> close(store::Tx& tx, mail::Outbox const& outbox, StatusPermit const& permit,
                   Account const& account, std::string const& reason,
                   std::string const& request_id) {
    return close_by(tx, outbox, permit.by, account, reason, request_id);
}

Result<void> close(store::Tx& tx, mail::Outbox const& outbox,
                   access::Permit<Act::account_close> const& permit, Account const& account,
                   std::string const& request_id) {
    return close_by(tx, outbox, permit.by, account, "", request_id);
}

}  // namespace usher::accounts
