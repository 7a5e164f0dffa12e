// Who holds a role, for letters to an account's administrators.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::directory {

struct Holder {
    UserId user;
    std::string name, email, language;
};
constexpr std::int64_t max_holders = 50;  // that are written to at once
// Active persons who hold that role at the account right now; those who had it longest come first.
Result<std::vector<Holder>> holders(store::Snapshot&, AccountId, std::string_view role,
                                    std::int64_t limit = max_holders);

}  // namespace usher::directory
