// That a backup was made: in the instance's chain, and for metrics. The file itself is made by a
// process of its own (make.h), which tells the server of it.
#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "access/permit.h"
#include "base/result.h"
#include "base/time.h"
#include "http/router.h"

namespace usher::backup {

struct Noted {
    static constexpr std::string_view schema = "BackupMade";
    Time at;  // of its data
    std::int64_t accounts = 0, events = 0, bytes = 0;
    bool encrypted = false, instance_key = false;
};
void fields(FieldVisitor&, Noted&);

// Only good ones are noted: verified and read back by now. An older one changes nothing of what
// last() says.
Result<void> note(store::Tx&, access::OperatorPermit<access::InstanceAct::jobs_manage> const&,
                  Noted const&, std::string const& request_id);

struct Last {
    Time at, verified;
};
Result<std::optional<Last>> last(store::Snapshot&);

// POST /v1/backups: from the host itself.
void add_routes(http::Router&, access::Authority const&);

}  // namespace usher::backup
