// RT32: that an address is a user of the account already is told to who may invite or change one,
// so often and no more, and recorded each time; by whatever route it was asked.
#pragma once

#include <cstdint>
#include <memory>

#include "access/actor.h"
#include "audit/batches.h"
#include "http/request.h"
#include "invitations/limits.h"

namespace usher::invitations {

class Disclosing {
 public:
    explicit Disclosing(audit::Batches& batches)
        : batches_(&batches), told_(std::make_shared<Told>()) {}
    // Before any address is looked up. `users.exists_often`.
    Result<void> may_ask(access::Actor const&) const;
    void tell(http::Request const&, access::Actor const&, std::int64_t times = 1) const;
    // Something else was told that only trying can find out: counted, as there is nobody to name.
    void count(access::Actor const&) const;

 private:
    audit::Batches* batches_;     // outlives the routes
    std::shared_ptr<Told> told_;  // one for all of them
};

}  // namespace usher::invitations
