// SHA-1, for lists of others that are ordered by it. Nothing of ours rests on it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace usher {

using Sha1 = std::array<std::uint8_t, 20>;
constexpr std::size_t sha1_digits = 40;  // as text

Sha1 sha1(std::string_view);
// Of 40 hex digits in either case; nothing for anything else.
std::optional<Sha1> sha1_from_hex(std::string_view);

}  // namespace usher
