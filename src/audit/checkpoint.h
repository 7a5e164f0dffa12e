// Who can write the database can make a chain anew, but not what others hold: a checkpoint says how
// long a chain was and what its last hash was, signed by the instance (architecture section 8).
#pragma once

#include <optional>
#include <string>

#include "audit/chain.h"
#include "base/fields.h"
#include "base/signature.h"

namespace usher::audit {

constexpr std::string_view checkpoint_purpose = "audit.checkpoint";  // of the signing key

struct Checkpoint {
    static constexpr std::string_view schema = "AuditCheckpoint";
    AccountId account;
    std::int64_t seq = 0;
    std::string hash;  // hex
    Time at;
    std::string key, signature;  // hex
};
void fields(FieldVisitor&, Checkpoint&);

Checkpoint signed_checkpoint(SealingKey const&, AccountId, std::int64_t seq, Digest const& head,
                             Time now);
// Fails with `audit.checkpoint`: not signed by its key, or not by the one that is `expected`.
Result<void> judge(Checkpoint const&, std::optional<PublicKey> const& expected);
// The chain as far as it was followed agrees with it. Fails with `audit.broken`: it is shorter than
// the checkpoint says, or was another then. `then` is the head after event checkpoint.seq.
Result<void> agree(Checkpoint const&, Verifier const&, std::optional<Digest> const& then);

// A line of an export: {"checkpoint": {…}}, or {"kept": {…}} for one that was made on the way;
// nothing for a line of another kind.
enum class Line : std::uint8_t { last, kept };
json::Value to_line(Checkpoint const&, Line = Line::last);
Result<std::optional<Checkpoint>> checkpoint_from_line(json::Value const&, Line = Line::last);

}  // namespace usher::audit
