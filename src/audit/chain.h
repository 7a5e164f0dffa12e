// The chain (architecture section 8): each event's hash covers the hash before it, so that nobody
// can alter, drop or reorder one without every later hash telling. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"

namespace usher::audit {

struct Link {
    AccountId account;
    std::int64_t seq = 0;  // 1 is the first
    EventId event;
    Time at;
    std::string act, by, target;
    std::int64_t place = 0;
    std::optional<std::int64_t> moved_to;  // of a move: the other home (RT30)
    std::string request_id;
    std::optional<std::string> details;     // JSON text: the facts; nothing once erased
    std::string salt;                       // 16 bytes
    Digest details_digest{};                // sha256(salt ‖ details)
    std::optional<std::string> personal;    // JSON text; nothing once erased
    std::string personal_salt;              // 16 bytes; empty once erased: then nobody can guess
    std::optional<Digest> personal_digest;  // nothing where the event has no personal values
    Digest hash{};  // over all of the above but details, personal and salts, and the hash before
};

Digest chain_start(AccountId);  // the "hash before" of the first event
Digest digest_of_details(std::string_view salt, std::string_view details);
Digest hash_of(Link const&, Digest const& before);

// Follows a chain link by link. `step` fails with `audit.broken`, its detail naming the sequence
// number and what does not fit.
class Verifier {
 public:
    explicit Verifier(AccountId account) : account_(account), head_(chain_start(account)) {}
    // Goes on where another one stopped.
    Verifier(AccountId account, std::int64_t count, std::int64_t erased, Digest const& head)
        : account_(account), head_(head), count_(count), erased_(erased) {}
    Result<void> step(Link const&);
    Digest const& head() const { return head_; }
    std::int64_t count() const { return count_; }
    std::int64_t erased() const { return erased_; }

 private:
    AccountId account_;
    Digest head_;
    std::int64_t count_ = 0;
    std::int64_t erased_ = 0;
};

// One line of an export and back; what `usher audit verify FILE` reads offline.
json::Value to_line(Link const&);
Result<Link> from_line(json::Value const&);

}  // namespace usher::audit
