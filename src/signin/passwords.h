// Passwords of people: the instance's rules (RT45), and the pool that hashes them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"

namespace usher::signin {

class Breached;

constexpr std::int64_t min_password = 8;    // code points; 15 are recommended (ASVS 6.2.1)
constexpr std::int64_t max_password = 256;  // code points

// Taken exactly as typed: never trimmed, cut or case-folded (ASVS 6.2.8). `context` are words that
// it must not consist of: address, names, the account's and product's name. Fails with the first of
// `passwords.too_short`, `passwords.too_long`, `passwords.too_common`, `passwords.context` and
// `passwords.breached` (ASVS 6.2.12), field "password". Reads the operator's list from the disk:
// never called inside a transaction.
Result<void> judge(Secret const& password, std::vector<std::string> const& context, Breached&);

// Argon2id on threads of its own, as many as cores at most, with a short queue, so that a storm of
// sign-ins cannot starve anything else (architecture section 1). Blocks the caller; never called
// inside a transaction. Fails with `signin.busy` when too many wait.
class PasswordPool {
 public:
    explicit PasswordPool(int threads, std::size_t waiting = 8);
    ~PasswordPool();
    Result<std::string> hash(Secret const&);
    // An empty hash costs the same time and is never right: for an address that is unknown (R9).
    Result<bool> verify(Secret const&, std::string_view hash);

 private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace usher::signin
