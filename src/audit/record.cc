#include "audit/record.h"

#include "audit/blocks.h"
#include "audit/chain.h"
#include "audit/personal.h"
#include "store/tx.h"

namespace usher::audit {
namespace {

struct Head {
    std::int64_t seq;
    Digest hash;
};

Result<Head> head_of(store::Tx& tx, AccountId account) {
    if (account.none()) {
        auto row = TRY(
            tx.one("select audit_seq, audit_head from instance where one = 1 {for_no_key_update}"));
        if (row) return Head{row->integer(0), row->digest(1)};
        auto start = chain_start(account);
        TRY(
            tx.exec("insert into instance (one, audit_seq, audit_head, created_at) "
                    "values (1, 0, $1, $2)",
                    start, tx.now()));
        return Head{0, start};
    }
    TRY(tx.lock(account));
    auto row =
        TRY(tx.one("select audit_seq, audit_head from accounts where account_id = $1", account));
    if (!row) return fail(not_found());
    return Head{row->integer(0), row->digest(1)};
}

Result<void> keep_head(store::Tx& tx, AccountId account, std::int64_t seq, Digest const& hash) {
    if (account.none()) {
        TRY(tx.exec("update instance set audit_seq = $1, audit_head = $2 where one = 1", seq,
                    hash));
        return {};
    }
    TRY(tx.exec("update accounts set audit_seq = $2, audit_head = $3 where account_id = $1",
                account, seq, hash));
    return {};
}

// From where it was asked, for those who may read it; absent for the command line and for jobs.
json::Value with_address(store::Tx const& tx, json::Value details) {
    if (auto* members = std::get_if<json::Object>(&details.is); members && !tx.asked_from().empty())
        members->emplace_back("address", tx.asked_from());
    return details;
}

std::string new_salt(store::Tx& tx) {
    std::string salt(16, '\0');
    tx.random().fill({reinterpret_cast<std::uint8_t*>(salt.data()), salt.size()});
    return salt;
}

// Whoever has the account's users before them looks again then. Sign-ins and refusals change
// nobody, and there may be many.
bool changes_something(Event const& event) {
    return !event.account.none() && !event.act.starts_with("signin.") &&
           !event.act.starts_with("access.");
}

json::Value const* member_of(json::Object const& object, std::string const& name) {
    auto found = std::ranges::find(object, name, &json::Member::first);
    return found == object.end() ? nullptr : &found->second;
}

}  // namespace

Result<EventId> record(store::Tx& tx, Event const& event) {
    auto head = TRY(head_of(tx, event.account));
    Link link;
    link.account = event.account;
    link.seq = head.seq + 1;
    link.event = tx.new_id<EventId>();
    link.at = tx.now();
    link.act = event.act;
    link.by = event.by;
    link.target = event.target;
    link.place = event.place;
    link.moved_to = event.moved_to;
    link.request_id = event.request_id;
    auto told = apart(event.target, with_address(tx, event.details));
    link.details = json::text(told.facts);
    link.salt = new_salt(tx);
    link.details_digest = digest_of_details(link.salt, *link.details);
    std::optional<store::Blob> personal_salt;
    if (told.personal) {
        link.personal = json::text(*told.personal);
        link.personal_salt = new_salt(tx);
        link.personal_digest = digest_of_details(link.personal_salt, *link.personal);
        personal_salt = store::Blob{link.personal_salt};
    }
    link.hash = hash_of(link, head.hash);
    TRY(tx.exec(
        "insert into audit (account_id, seq, event_id, at, act, by_actor, target, place, "
        "request_id, details, salt, details_digest, hash, personal, personal_salt, "
        "personal_digest, moved_to) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        link.account, link.seq, link.event, link.at, link.act, link.by, link.target, link.place,
        link.request_id, link.details, store::Blob{link.salt}, link.details_digest, link.hash,
        link.personal, personal_salt, link.personal_digest, link.moved_to));
    TRY(close_block(tx, event.account, link.seq));
    TRY(keep_head(tx, event.account, link.seq, link.hash));
    if (changes_something(event)) tx.stir(event.account);
    return link.event;
}

json::Value difference(json::Object const& before, json::Object const& after) {
    json::Object was, is;
    for (auto const& [name, value] : after) {
        auto const* old = member_of(before, name);
        if (old && *old == value) continue;
        was.emplace_back(name, old ? *old : json::Value());
        is.emplace_back(name, value);
    }
    for (auto const& [name, value] : before) {
        if (member_of(after, name)) continue;
        was.emplace_back(name, value);
        is.emplace_back(name, json::Value());
    }
    json::Object changed;
    changed.emplace_back("before", std::move(was));
    changed.emplace_back("after", std::move(is));
    return changed;
}

}  // namespace usher::audit
