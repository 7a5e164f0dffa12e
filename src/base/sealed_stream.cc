#include "base/sealed_stream.h"

#include <sodium.h>

#include <new>

namespace usher {
namespace {

constexpr unsigned long long passes = 4;
constexpr std::size_t memory_bytes = std::size_t{64} * 1024 * 1024;
constexpr std::string_view name_of_key = "usher stream key name";

unsigned char const* raw(std::string_view bytes) {
    return reinterpret_cast<unsigned char const*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

static_assert(StreamSealer::header_bytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(StreamSealer::overhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(StreamKey::salt_bytes == crypto_pwhash_SALTBYTES);
static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == 32);

// The key that 64 hex digits spell; false where they are none.
bool spelled(std::string_view text, std::array<std::uint8_t, 32>& key) {
    std::size_t n = 0;
    return text.size() == 2 * key.size() &&
           sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), nullptr, &n, nullptr) ==
               0 &&
           n == key.size();
}

}  // namespace

std::optional<StreamKey> StreamKey::from(Secret const& secret, std::string_view salt) {
    auto text = secret.reveal();
    if (salt.size() != salt_bytes) return std::nullopt;
    StreamKey key, root;
    if (spelled(text, root.bytes_)) {
        // A key of its own for each salt, as a passphrase gives.
        crypto_generichash(key.bytes_.data(), key.bytes_.size(), raw(salt), salt.size(),
                           root.bytes_.data(), root.bytes_.size());
        return key;
    }
    if (text.size() < min_passphrase) return std::nullopt;
    if (crypto_pwhash(key.bytes_.data(), key.bytes_.size(), text.data(), text.size(), raw(salt),
                      passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return key;
}

std::string StreamKey::new_salt(Random& random) {
    std::string salt(salt_bytes, '\0');
    random.fill({raw(salt), salt.size()});
    return salt;
}

StreamKey::~StreamKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::string StreamKey::name() const {
    std::string name(name_bytes, '\0');
    crypto_generichash(raw(name), name.size(), raw(name_of_key), name_of_key.size(), bytes_.data(),
                       bytes_.size());
    return name;
}

struct StreamSealer::State {
    crypto_secretstream_xchacha20poly1305_state is;
    ~State() { sodium_memzero(&is, sizeof is); }
};

StreamSealer::StreamSealer(StreamKey const& key)
    : state_(std::make_unique<State>()), header_(header_bytes, '\0') {
    crypto_secretstream_xchacha20poly1305_init_push(&state_->is, raw(header_), key.bytes().data());
}

StreamSealer::~StreamSealer() = default;

std::string StreamSealer::seal(std::string_view piece, std::string_view beside, bool last) {
    std::string sealed(piece.size() + overhead, '\0');
    unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                             : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(&state_->is, raw(sealed), nullptr, raw(piece),
                                               piece.size(), raw(beside), beside.size(), tag);
    return sealed;
}

struct StreamOpener::State {
    crypto_secretstream_xchacha20poly1305_state is;
    ~State() { sodium_memzero(&is, sizeof is); }
};

StreamOpener::StreamOpener(StreamKey const& key, std::string_view header)
    : state_(std::make_unique<State>()) {
    std::string whole(header);
    whole.resize(StreamSealer::header_bytes);
    // Fails for no header of the right length.
    (void)crypto_secretstream_xchacha20poly1305_init_pull(&state_->is, raw(whole),
                                                          key.bytes().data());
}

StreamOpener::~StreamOpener() = default;

std::optional<std::string> StreamOpener::open(std::string_view sealed, std::string_view beside) {
    if (ended_ || sealed.size() < StreamSealer::overhead) return std::nullopt;
    std::string piece(sealed.size() - StreamSealer::overhead, '\0');
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state_->is, raw(piece), nullptr, &tag,
                                                   raw(sealed), sealed.size(), raw(beside),
                                                   beside.size()) != 0)
        return std::nullopt;
    ended_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return piece;
}

}  // namespace usher
