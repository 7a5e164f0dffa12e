#include "accounts/product_keys.h"

#include "access/actor.h"
#include "audit/record.h"
#include "store/tx.h"

namespace usher::accounts {
namespace {

Result<void> record(store::Tx& tx, std::string act, KeysPermit const& permit, KeyId key,
                    std::string const& blueprint, std::string const& name,
                    std::string const& request_id) {
    json::Object details;
    details.emplace_back("blueprint", blueprint);
    details.emplace_back("name", name);
    audit::Event event{AccountId{}, std::move(act), permit.by.text(), "product:" + key.text()};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<NewKey> make_product_key(store::Tx& tx, access::Authority const& authority,
                                KeysPermit const& permit, std::string const& blueprint,
                                std::string const& name, std::string const& request_id) {
    if (!authority.catalog().find(blueprint)) {
        return fail(invalid_field("blueprint", "accounts.blueprint",
                                  "This Usher has no blueprint \"" + blueprint + "\"."));
    }
    NewKey key{tx.new_id<KeyId>(), new_token(tx.random())};
    TRY(
        tx.exec("insert into product_keys (digest, key_id, blueprint, name, created_at) "
                "values ($1, $2, $3, $4, $5)",
                key.token.digest, key.id, blueprint, name, tx.now()));
    TRY(record(tx, "keys.make", permit, key.id, blueprint, name, request_id));
    return key;
}

Result<std::vector<ProductKey>> product_keys(store::Snapshot& snapshot, KeysPermit const&,
                                             KeyId after, std::int64_t limit) {
    auto rows =
        TRY(snapshot.many("select key_id, blueprint, name, created_at, ended_at from product_keys "
                          "where key_id > $1 order by key_id limit $2",
                          after, limit));
    std::vector<ProductKey> keys;
    for (auto const& row : rows)
        keys.push_back(
            {row.id<KeyId>(0), row.text(1), row.text(2), row.time(3), row.maybe_time(4)});
    return keys;
}

Result<void> end_product_key(store::Tx& tx, KeysPermit const& permit, KeyId key,
                             std::string const& request_id) {
    auto found = TRY(tx.one("select blueprint, name from product_keys where key_id = $1", key));
    if (!found) return fail(not_found());
    auto ended =
        TRY(tx.exec("update product_keys set ended_at = $2 where key_id = $1 and ended_at is null",
                    key, tx.now()));
    if (ended == 0) return {};
    tx.stir(key);
    return record(tx, "keys.end", permit, key, found->text(0), found->text(1), request_id);
}

}  // namespace usher::accounts
