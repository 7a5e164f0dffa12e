// Strong ids. Each is a UUIDv7 made by Usher; outside it is a word and 26 letters:
// usr_06bq3v6s8d4w7k1m9p2x5r0t3z (Crockford's base32, lower case).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace usher {

using IdBytes = std::array<std::uint8_t, 16>;

IdBytes new_id_bytes(Time now, Random&);
std::string id_text(std::string_view prefix, IdBytes const&);
// Exactly prefix, '_', 26 lower-case letters in canonical form; anything else is nothing.
std::optional<IdBytes> parse_id(std::string_view prefix, std::string_view text);

template <class Tag>
struct Id {
    IdBytes bytes{};

    static constexpr std::string_view prefix = Tag::prefix;
    static std::optional<Id> parse(std::string_view text) {
        auto bytes = parse_id(prefix, text);
        return bytes ? std::optional<Id>(Id{*bytes}) : std::nullopt;
    }
    static Id from(std::span<std::uint8_t const, 16> raw) {
        Id id;
        std::memcpy(id.bytes.data(), raw.data(), 16);
        return id;
    }
    std::string text() const { return id_text(prefix, bytes); }
    bool none() const { return bytes == IdBytes{}; }
    auto operator<=>(Id const&) const = default;
};

// clang-format off
struct AccountTag    { static constexpr std::string_view prefix = "acc"; };
struct UserTag       { static constexpr std::string_view prefix = "usr"; };
struct IdentityTag   { static constexpr std::string_view prefix = "idn"; };
struct SessionTag    { static constexpr std::string_view prefix = "ses"; };
struct InvitationTag { static constexpr std::string_view prefix = "inv"; };
struct PlaceTag      { static constexpr std::string_view prefix = "plc"; };
struct EventTag      { static constexpr std::string_view prefix = "evt"; };
struct JobTag        { static constexpr std::string_view prefix = "job"; };
struct MailTag       { static constexpr std::string_view prefix = "eml"; };
struct KeyTag        { static constexpr std::string_view prefix = "key"; };
struct RequestTag    { static constexpr std::string_view prefix = "req"; };
// clang-format on

using AccountId = Id<AccountTag>;
using UserId = Id<UserTag>;
using IdentityId = Id<IdentityTag>;
using SessionId = Id<SessionTag>;
using InvitationId = Id<InvitationTag>;
using PlaceId = Id<PlaceTag>;
using EventId = Id<EventTag>;
using JobId = Id<JobTag>;
using MailId = Id<MailTag>;
using KeyId = Id<KeyTag>;
using RequestId = Id<RequestTag>;

}  // namespace usher

template <class Tag>
struct std::hash<usher::Id<Tag>> {
    std::size_t operator()(usher::Id<Tag> const& id) const noexcept {
        std::size_t n;
        std::memcpy(&n, id.bytes.data() + 8, sizeof n);  // the random half of a UUIDv7
        return n;
    }
};
