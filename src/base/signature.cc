#include "base/signature.h"

#include <sodium.h>

#include <cstring>

namespace usher {
namespace {

unsigned char const* bytes(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

template <class Bytes>
std::string hex_of(Bytes const& bytes) {
    return hex(std::string_view(reinterpret_cast<char const*>(bytes.data()), bytes.size()));
}

template <class Bytes>
std::optional<Bytes> from_hex(std::string_view text) {
    Bytes bytes;
    std::size_t n = 0;
    if (text.size() != bytes.size() * 2 ||
        sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &n,
                       nullptr) != 0 ||
        n != bytes.size())
        return std::nullopt;
    return bytes;
}

}  // namespace

static_assert(crypto_sign_PUBLICKEYBYTES == 32 && crypto_sign_SECRETKEYBYTES == 64 &&
              crypto_sign_SEEDBYTES == 32 && crypto_sign_BYTES == 64);

Signer::Signer(SealingKey const& key, std::string_view purpose) {
    auto seed = key.sign("signer", purpose);
    crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data());
    sodium_memzero(seed.data(), seed.size());
}

Signer::~Signer() { sodium_memzero(secret_.data(), secret_.size()); }

Signature Signer::sign(std::string_view message) const {
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, bytes(message), message.size(), secret_.data());
    return signature;
}

bool verify_signature(PublicKey const& key, std::string_view message, Signature const& signature) {
    return crypto_sign_verify_detached(signature.data(), bytes(message), message.size(),
                                       key.data()) == 0;
}

std::string hex(PublicKey const& key) { return hex_of(key); }
std::string hex(Signature const& signature) { return hex_of(signature); }

std::optional<PublicKey> public_key_from(std::string_view text) {
    return from_hex<PublicKey>(text);
}
std::optional<Signature> signature_from(std::string_view text) { return from_hex<Signature>(text); }

}  // namespace usher
