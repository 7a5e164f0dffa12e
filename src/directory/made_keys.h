// Keys of service users by who made them (RT23): whoever stops or demotes a maker is told which of
// them will stop.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "access/permit.h"
#include "base/fields.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::directory {

struct ServiceRef {
    static constexpr std::string_view schema = "ServiceUserRef";
    UserId id;
    std::string name;
};
void fields(FieldVisitor&, ServiceRef&);

struct MadeKeyView {
    static constexpr std::string_view schema = "MadeKey";
    KeyId id;
    std::string name;
    ServiceRef service_user;
};
void fields(FieldVisitor&, MadeKeyView&);

// Those whose service user is at home in reach of the reader's keys.manage or users.view; `more`
// counts the others.
struct MadeKeys {
    std::vector<MadeKeyView> items;
    std::int64_t more = 0;
};
// All that have not ended, and that user made or rotated last.
Result<MadeKeys> made_keys(store::Snapshot&, access::Actor const&, UserId maker);
// Of these, which work with what their maker holds `before` and would not with what they hold
// `after`.
Result<MadeKeys> stopping_keys(store::Snapshot&, access::Actor const&,
                               access::Subject const& before, access::Subject const& after);

}  // namespace usher::directory
