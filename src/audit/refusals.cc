#include "audit/refusals.h"

#include "store/tx.h"

namespace usher::audit {

void note_refusal(Batches& batches, access::Authority const& authority, http::Request& rq,
                  Error const& error) {
    bool by_the_gate = error.key == "access.self" || error.key == "access.no_act" ||
                       error.key == "access.not_contained";
    if (!by_the_gate || rq.param("account").empty() || rq.raw().instance) return;
    auto who = rq.store().read([&](store::Snapshot& snapshot) {
        return authority.actor(snapshot, rq.credential(), rq.param("account"));
    });
    if (who) batches.refused(who->account.id, who->of_account(), error.key, rq.address());
}

}  // namespace usher::audit
