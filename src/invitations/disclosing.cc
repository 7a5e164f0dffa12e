#include "invitations/disclosing.h"

namespace usher::invitations {

Result<void> Disclosing::may_ask(access::Actor const& actor) const {
    return told_->may_ask(actor.id, actor.now);
}

void Disclosing::tell(http::Request const& rq, access::Actor const& actor,
                      std::int64_t times) const {
    told_->count(actor.id, actor.now, times);
    for (auto n = times; n > 0 && !actor.unbound; --n)
        batches_->told_that_one_exists(actor.account.id, actor.of_account(), rq.address());
}

void Disclosing::count(access::Actor const& actor) const { told_->count(actor.id, actor.now, 1); }

}  // namespace usher::invitations
