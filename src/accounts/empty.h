// What becomes of an account that was closed and not opened again within its grace: everybody in it
// is erased, and all that it was let use; its places have no name any more, and no event says from
// which address anybody asked. The account's row, its places and its chain stay: what was done,
// when and with which ids, so that it can be verified still (RT37); no id and no slug is ever given
// again.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace usher::store {
class Tx;
}

namespace usher::accounts {

// One step of one account: at most `limit` rows, or so many events. `limit` where there may be more
// to do, 0 where there is not. The last step leaves the event `accounts.empty` in the account's
// chain and in the instance's. For the sweeper.
Result<std::int64_t> empty_closed(store::Tx&, std::int64_t limit);

}  // namespace usher::accounts
