// Signatures that others check without us (Ed25519).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace usher {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// A pair of keys derived from the instance's key, one for each purpose.
class Signer {
 public:
    Signer(SealingKey const&, std::string_view purpose);
    ~Signer();
    Signer(Signer const&) = delete;
    Signer& operator=(Signer const&) = delete;
    PublicKey const& public_key() const { return public_; }
    Signature sign(std::string_view message) const;

 private:
    PublicKey public_{};
    std::array<std::uint8_t, 64> secret_{};
};

bool verify_signature(PublicKey const&, std::string_view message, Signature const&);

// As people carry them: hex, in lower case.
std::string hex(PublicKey const&);
std::string hex(Signature const&);
std::optional<PublicKey> public_key_from(std::string_view hex);
std::optional<Signature> signature_from(std::string_view hex);

}  // namespace usher
