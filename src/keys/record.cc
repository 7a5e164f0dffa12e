#include "keys/record.h"

#include "audit/record.h"

namespace usher::keys {

Result<void> record(store::Tx& tx, Gate const& permit, std::string act,
                    access::Subject const& service, json::Value details,
                    std::string const& request_id) {
    audit::Event event{permit.account, std::move(act), permit.by.text(),
                       "service:" + service.user.text(), service.home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace usher::keys
