#include "directory/leave.h"

#include "directory/users.h"
#include "store/tx.h"

namespace usher::directory {

Result<void> leave(store::Tx& tx, access::Actor const& self, std::string const& request_id) {
    auto const& account = self.account;
    if (!account.blueprint->policies.leave) {
        return fail(Error{Code::forbidden, "users.no_leaving",
                          "Users do not leave this account by themselves. Ask one of its "
                          "administrators."});
    }
    auto user = TRY(find(tx, account.id, self.user));
    if (!user) return fail(not_found());
    return end(tx, account, self.id, *user, "users.leave", request_id);
}

}  // namespace usher::directory
