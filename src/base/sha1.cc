#include "base/sha1.h"

#include <openssl/evp.h>

#include <charconv>
#include <new>

namespace usher {

Sha1 sha1(std::string_view bytes) {
    Sha1 digest;
    // What can fail here is memory alone.
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1)
        throw std::bad_alloc();
    return digest;
}

std::optional<Sha1> sha1_from_hex(std::string_view text) {
    if (text.size() != sha1_digits) return std::nullopt;
    Sha1 digest;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        auto const* two = text.data() + 2 * i;
        auto [end, error] = std::from_chars(two, two + 2, digest[i], 16);
        if (error != std::errc{} || end != two + 2) return std::nullopt;
    }
    return digest;
}

}  // namespace usher
