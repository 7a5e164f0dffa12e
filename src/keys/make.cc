#include "access/errors.h"
#include "base/json.h"
#include "keys/keys.h"
#include "keys/record.h"
#include "store/tx.h"

namespace usher::keys {
namespace {

Result<UserId> maker_in(Gate const& permit) {
    auto user = permit.by.user();
    if (!user) return fail(access::refusal("access.no_act"));
    return *user;
}

std::optional<std::string> listed(access::Narrowing const& narrowing) {
    if (!narrowing.permissions) return std::nullopt;
    json::Array words;
    for (auto const& word : *narrowing.permissions) words.emplace_back(word);
    return json::text(std::move(words));
}

json::Object told(KeyId key, std::string const& name) {
    json::Object details;
    details.emplace_back("key", key.text());
    details.emplace_back("name", name);
    return details;
}

struct Kept {
    std::string name;
    bool ended = false;
};
Result<Kept> kept(store::Tx& tx, Gate const& permit, Service const& of, KeyId key) {
    auto row =
        TRY(tx.one("select name, ended_at from api_keys where account_id = $1 and key_id = $2 "
                   "and user_id = $3",
                   permit.account, key, of.subject.user));
    if (!row) return fail(not_found());
    return Kept{row->text(0), !row->null(1)};
}

Result<void> room(store::Tx& tx, Gate const& permit, Service const& of) {
    auto row =
        TRY(tx.one("select count(*) from api_keys where account_id = $1 and user_id = $2 "
                   "and ended_at is null",
                   permit.account, of.subject.user));
    if (row->integer(0) < max_keys) return {};
    auto most = std::to_string(max_keys);
    return fail(
        Error{Code::conflict, "keys.too_many",
              "A service user has at most " + most + " keys. End one that is no longer needed."}
            .with("max", most));
}

}  // namespace

Result<MadeKey> make(store::Tx& tx, Gate const& permit, Service const& of, std::string const& name,
                     access::Narrowing const& narrowing, std::string const& request_id) {
    auto maker = TRY(maker_in(permit));
    TRY(room(tx, permit, of));
    MadeKey key{tx.new_id<KeyId>(), new_token(tx.random())};
    auto permissions = listed(narrowing);
    TRY(
        tx.exec("insert into api_keys (account_id, key_id, user_id, digest, name, permissions, "
                "place, maker, created_at, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                "$9)",
                permit.account, key.id, of.subject.user, key.token.digest, name, permissions,
                narrowing.place, maker, tx.now()));
    auto details = told(key.id, name);
    if (narrowing.permissions) {
        json::Array words(narrowing.permissions->begin(), narrowing.permissions->end());
        details.emplace_back("permissions", std::move(words));
    }
    if (narrowing.place) details.emplace_back("place", *narrowing.place);
    TRY(record(tx, permit, "keys.make", of.subject, std::move(details), request_id));
    return key;
}

Result<MadeKey> rotate(store::Tx& tx, Gate const& permit, Service const& of, KeyId id,
                       std::string const& request_id) {
    auto now = TRY(kept(tx, permit, of, id));
    if (now.ended) return fail(not_found());
    auto maker = TRY(maker_in(permit));
    MadeKey key{id, new_token(tx.random())};
    TRY(
        tx.exec("update api_keys set digest = $3, maker = $4, made_at = $5 "
                "where account_id = $1 and key_id = $2",
                permit.account, id, key.token.digest, maker, tx.now()));
    tx.stir(id);
    TRY(record(tx, permit, "keys.rotate", of.subject, told(id, now.name), request_id));
    return key;
}

Result<void> end(store::Tx& tx, Gate const& permit, Service const& of, KeyId id,
                 std::string const& request_id) {
    auto now = TRY(kept(tx, permit, of, id));
    if (now.ended) return {};
    TRY(tx.exec("update api_keys set ended_at = $3 where account_id = $1 and key_id = $2",
                permit.account, id, tx.now()));
    tx.stir(id);
    return record(tx, permit, "keys.end", of.subject, told(id, now.name), request_id);
}

}  // namespace usher::keys
