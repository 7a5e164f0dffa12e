// Who a bulk acts as: its starter, with the rights of this very moment (RT21). In a Tx the account
// is locked before they are read, as for anybody else who is about to change something
// (store/tx.h).
#pragma once

#include "access/actor.h"
#include "bulk/bulk.h"

namespace usher::bulk {

// `reads` is a Snapshot, or a Tx as such: what it is decides whether the account is locked.
template <class Reads>
Result<access::Actor> starter(Reads& reads, access::Authority const& authority, Bulk const& bulk) {
    auto account = TRY(authority.account(reads, bulk.account));
    return authority.actor_again(reads, bulk.started_by, account);
}

}  // namespace usher::bulk
