// What keeps invitations from becoming a flood (threat 15) or a way to try addresses (RT32).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::store {
class Tx;
}

namespace usher::invitations {

// One person gets so many invitations to one account, and not one right after another; and as many
// links to another address (RT42).
constexpr Duration resends_apart = minutes(1);
constexpr std::int64_t mails_a_day = 10;
// One account sends so many in an hour: these, and two for each of its seats.
constexpr std::int64_t free_invitations_an_hour = 1000;
constexpr std::int64_t invitations_an_hour_a_seat = 2;
// So often in an hour somebody is told that an address is a user of the account already.
constexpr std::int64_t told_an_hour = 1000;

// `invitations.sent_lately` with param retry_after_s. The first resend may come at once: that an
// address was right but its mail is lost is often seen within the minute. `purpose` is the link's:
// "invitation" or "email_change". Also before an address is put right, and before somebody invited
// comes back: each mails again.
Result<void> may_resend(store::Tx&, AccountId, UserId, std::string_view purpose = "invitation");
// Counts one invitation of the account; `invitations.too_many` with param retry_after_s. The
// account must be locked.
Result<void> count_invitation(store::Tx&, AccountId);

// Counts in memory how often each actor was told; a restart forgets.
class Told {
 public:
    // Before any address is looked up. `users.exists_often` with param retry_after_s.
    Result<void> may_ask(access::ActorId const&, Time now);
    void count(access::ActorId const&, Time now, std::int64_t times);

 private:
    std::mutex mutex_;
    std::int64_t hour_ = 0;
    std::map<std::string, std::int64_t, std::less<>> times_;  // within that hour
};

}  // namespace usher::invitations
