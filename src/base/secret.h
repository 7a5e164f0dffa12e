// What must not be printed, logged or compared by time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace usher {

// A password or token in the clear. It has no stream operator, no conversion to a string, and is
// wiped when it goes. `reveal()` is the one way to read it: easy to find in a review.
class Secret {
 public:
    Secret() = default;
    // A short string is copied even when moved: what stays behind in `value` is wiped too.
    explicit Secret(std::string value);
    Secret(Secret const&) = default;
    Secret(Secret&&) noexcept;
    Secret& operator=(Secret const&);
    Secret& operator=(Secret&&) noexcept;
    ~Secret();
    std::string_view reveal() const { return value_; }
    bool empty() const { return value_.empty(); }

 private:
    std::string value_;
};

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view);
std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);                     // no padding
std::optional<std::string> from_base64url(std::string_view text);  // canonical form only
std::string_view bytes_of(Digest const&);

// A random token of 256 bits (R8): shown once as 43 letters of base64url, stored as its SHA-256.
struct Token {
    Secret text;
    Digest digest;
};
Token new_token(Random&);
// The digest under which a presented token is looked up; nothing if it has not a token's form.
std::optional<Digest> token_digest(std::string_view presented);

// Argon2id, m = 19 MiB, t = 2, p = 1 (R8). Slow on purpose (25-40 a second a core): only
// signin/password_pool.h calls it while serving.
// Both throw std::bad_alloc where the 19 MiB are not to be had: no answer beats a wrong one.
std::string hash_password(Secret const&);
bool verify_password(Secret const&, std::string_view hash);

// Authenticated encryption with a subkey of the instance's key (R8). `purpose` is bound in: what
// was sealed for one purpose does not open for another. In front of each sealed text stand a
// version byte and four bytes that tell the key: a rotation sees which of its keys sealed it.
class SealingKey {
 public:
    explicit SealingKey(std::array<std::uint8_t, 32> root) : root_(root) {}
    ~SealingKey();
    std::string seal(std::string_view purpose, std::string_view plain, Random&) const;
    std::optional<std::string> open(std::string_view purpose, std::string_view sealed) const;
    // HMAC under a subkey: for cursors, cookies and salted counters.
    Digest sign(std::string_view purpose, std::string_view message) const;

 private:
    std::array<std::uint8_t, 32> root_;
};

}  // namespace usher
