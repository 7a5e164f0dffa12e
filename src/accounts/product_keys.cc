#include "accounts/accounts.h"
#include "audit/record.h"
#include "store/tx.h"

namespace usher::accounts {

Result<NewKey> make_product_key(store::Tx& tx, access::Authority const& authority,
                                access::OperatorPermit<access::InstanceAct::keys_make> const& by,
                                std::string const& blueprint, std::string const& name,
                                std::string const& request_id) {
    if (!authority.catalog().find(blueprint)) {
        return fail(invalid_field("blueprint", "accounts.blueprint",
                                  "This Usher has no blueprint \"" + blueprint + "\"."));
    }
    NewKey key{tx.new_id<KeyId>(), new_token(tx.random())};
    TRY(
        tx.exec("insert into product_keys (digest, key_id, blueprint, name, created_at) "
                "values ($1, $2, $3, $4, $5)",
                key.token.digest, key.id, blueprint, name, tx.now()));
    json::Object details;
    details.emplace_back("blueprint", blueprint);
    details.emplace_back("name", name);
    audit::Event event{AccountId{}, "keys.make", by.by.text(), "product:" + key.id.text()};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return key;
}

}  // namespace usher::accounts
