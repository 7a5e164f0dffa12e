// What does not fit in memory, encrypted piece by piece (libsodium's secretstream, XChaCha20 and
// Poly1305). A piece says where it stands and which is the last: none can be altered, left out,
// doubled, swapped or cut off unseen.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"

namespace usher {

class StreamKey {
 public:
    static constexpr std::size_t salt_bytes = 16;
    static constexpr std::size_t name_bytes = 16;
    static constexpr std::size_t min_passphrase = 12;  // bytes

    // 64 hex digits are a key; anything else is a passphrase and is stretched (Argon2id, 64 MiB,
    // four passes). Nothing where it is too short to be either.
    static std::optional<StreamKey> from(Secret const&, std::string_view salt);
    static std::string new_salt(Random&);
    ~StreamKey();
    StreamKey(StreamKey const&) = default;
    // Tells two keys apart, and nothing of either.
    std::string name() const;
    std::array<std::uint8_t, 32> const& bytes() const { return bytes_; }

 private:
    StreamKey() = default;
    std::array<std::uint8_t, 32> bytes_{};
};

class StreamSealer {
 public:
    static constexpr std::size_t header_bytes = 24;
    static constexpr std::size_t overhead = 17;  // of each piece

    explicit StreamSealer(StreamKey const&);
    ~StreamSealer();
    std::string const& header() const { return header_; }  // stands in front of the pieces
    // `beside` is not in the piece, and must be the same when it is opened.
    std::string seal(std::string_view piece, std::string_view beside, bool last);

 private:
    struct State;
    std::unique_ptr<State> state_;
    std::string header_;
};

class StreamOpener {
 public:
    StreamOpener(StreamKey const&, std::string_view header);
    ~StreamOpener();
    // Nothing where it is not the next piece as it was sealed.
    std::optional<std::string> open(std::string_view sealed, std::string_view beside);
    bool ended() const { return ended_; }  // the last one was among them

 private:
    struct State;
    std::unique_ptr<State> state_;
    bool ended_ = false;
};

}  // namespace usher
