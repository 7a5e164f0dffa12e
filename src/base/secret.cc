#include "base/secret.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

namespace usher {
namespace {

// Before main: libsodium then chooses its code for this processor.
[[maybe_unused]] int const sodium_ready = sodium_init();

constexpr unsigned long long password_passes = 2;
constexpr std::size_t password_memory_bytes = 19 * 1024 * 1024;
constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_letters = 43;

// Wipes what a string owns, also where its text has moved on and left a copy behind.
void wipe(std::string& text) {
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

unsigned char const* raw(std::string_view bytes) {
    return reinterpret_cast<unsigned char const*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// SHA-256 of OpenSSL, fetched once: an implicit fetch takes a lock each time.
EVP_MD const* sha256_method() {
    static EVP_MD const* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (!method) throw std::bad_alloc();
    return method;
}

}  // namespace

Secret::Secret(std::string value) : value_(std::move(value)) { wipe(value); }
Secret::Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { wipe(other.value_); }
Secret::~Secret() { wipe(value_); }

Secret& Secret::operator=(Secret const& other) {
    if (this == &other) return *this;
    wipe(value_);
    value_ = other.value_;
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe(value_);
    value_ = std::move(other.value_);
    wipe(other.value_);
    return *this;
}

Digest sha256(std::string_view bytes) {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    thread_local std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    Digest digest;
    if (!context || !EVP_DigestInit_ex2(context.get(), sha256_method(), nullptr) ||
        !EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) ||
        !EVP_DigestFinal_ex(context.get(), digest.data(), nullptr))
        throw std::bad_alloc();  // the only way in which a digest can fail
    return digest;
}

std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
    text.pop_back();
    return text;
}

std::string base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string bytes(text.size() * 3 / 4, '\0');
    std::size_t size = 0;
    char const* end = nullptr;
    if (sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          variant) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string_view bytes_of(Digest const& digest) {
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

Token new_token(Random& random) {
    std::array<std::uint8_t, token_bytes> bytes;
    random.fill(bytes);
    auto text = base64url({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
    sodium_memzero(bytes.data(), bytes.size());
    auto digest = sha256(text);
    return {Secret(std::move(text)), digest};
}

std::optional<Digest> token_digest(std::string_view presented) {
    if (presented.size() != token_letters || !from_base64url(presented)) return std::nullopt;
    return sha256(presented);
}

std::string hash_password(Secret const& password) {
    char hash[crypto_pwhash_STRBYTES];
    auto text = password.reveal();
    if (crypto_pwhash_str_alg(hash, text.data(), text.size(), password_passes,
                              password_memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return hash;
}

bool verify_password(Secret const& password, std::string_view hash) {
    char terminated[crypto_pwhash_STRBYTES] = {};
    if (hash.size() >= sizeof terminated) return false;
    std::memcpy(terminated, hash.data(), hash.size());
    auto text = password.reveal();
    errno = 0;
    if (crypto_pwhash_str_verify(terminated, text.data(), text.size()) == 0) return true;
    if (errno == ENOMEM) throw std::bad_alloc();
    return false;
}

// ---- sealing
// -------------------------------------------------------------------------------------
namespace {

using Key = std::array<std::uint8_t, 32>;
enum class Subkey : std::uint64_t { sealing = 1, signing = 2, name = 3 };

constexpr char kdf_context[crypto_kdf_CONTEXTBYTES + 1] = "usherkey";
constexpr char sealed_version = 1;
constexpr std::size_t name_bytes = 4;
constexpr std::size_t header_bytes = 1 + name_bytes;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(sizeof(Key) == crypto_kdf_KEYBYTES);
static_assert(sizeof(Key) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(sizeof(Key) == crypto_auth_hmacsha256_KEYBYTES);

// A key that is wiped when it goes.
struct Derived {
    Key key;
    Derived(Key const& root, Subkey which) {
        crypto_kdf_derive_from_key(key.data(), key.size(), static_cast<std::uint64_t>(which),
                                   kdf_context, root.data());
    }
    // A key for one purpose: what is made with it means nothing for another.
    Derived(Key const& root, Subkey which, std::string_view purpose) {
        Derived parent(root, which);
        crypto_auth_hmacsha256(key.data(), raw(purpose), purpose.size(), parent.key.data());
    }
    ~Derived() { sodium_memzero(key.data(), key.size()); }
    Derived(Derived const&) = delete;
    Derived& operator=(Derived const&) = delete;
};

// What stands in front of a sealed text: the version, and which key it was.
std::string header_of(Key const& root) {
    Derived name(root, Subkey::name);
    std::string header(1, sealed_version);
    return header.append(reinterpret_cast<char const*>(name.key.data()), name_bytes);
}

}  // namespace

SealingKey::~SealingKey() { sodium_memzero(root_.data(), root_.size()); }

std::string SealingKey::seal(std::string_view purpose, std::string_view plain,
                             Random& random) const {
    Derived derived(root_, Subkey::sealing, purpose);
    auto sealed = header_of(root_);
    sealed.resize(header_bytes + nonce_bytes + plain.size() + tag_bytes);
    auto nonce = raw(sealed) + header_bytes;
    random.fill({nonce, nonce_bytes});
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_bytes, nullptr, raw(plain),
                                               plain.size(), raw(sealed), header_bytes, nullptr,
                                               nonce, derived.key.data());
    return sealed;
}

std::optional<std::string> SealingKey::open(std::string_view purpose,
                                            std::string_view sealed) const {
    constexpr std::size_t overhead = header_bytes + nonce_bytes + tag_bytes;
    if (sealed.size() < overhead || !sealed.starts_with(header_of(root_))) return std::nullopt;
    Derived derived(root_, Subkey::sealing, purpose);
    auto nonce = raw(sealed) + header_bytes;
    std::string plain(sealed.size() - overhead, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            raw(plain), nullptr, nullptr, nonce + nonce_bytes, plain.size() + tag_bytes,
            raw(sealed), header_bytes, nonce, derived.key.data()) != 0)
        return std::nullopt;
    return plain;
}

Digest SealingKey::sign(std::string_view purpose, std::string_view message) const {
    Derived derived(root_, Subkey::signing, purpose);
    Digest digest;
    crypto_auth_hmacsha256(digest.data(), raw(message), message.size(), derived.key.data());
    return digest;
}

}  // namespace usher
