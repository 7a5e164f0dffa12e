#include "base/id.h"

namespace usher {
namespace {

constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_letters = 26;  // 130 bits for 128: the first letter is at most '7'

constexpr auto value_of_letter = [] {
    std::array<std::int8_t, 256> values;
    values.fill(-1);
    for (std::size_t i = 0; i < letters.size(); ++i)
        values[static_cast<unsigned char>(letters[i])] = static_cast<std::int8_t>(i);
    return values;
}();

// The bits of a base-32 text, five a letter, into bytes; the two leading bits must be 0.
std::optional<IdBytes> decode(std::string_view text) {
    IdBytes bytes{};
    unsigned pending = 0;
    int bits = -2;
    std::size_t at = 0;
    for (unsigned char letter : text) {
        int value = value_of_letter[letter];
        if (value < 0 || (at == 0 && bits == -2 && value > 7)) return std::nullopt;
        pending = (pending << 5 | static_cast<unsigned>(value)) & 0xfff;
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes[at++] = static_cast<std::uint8_t>(pending >> bits);
    }
    return bytes;
}

}  // namespace

IdBytes new_id_bytes(Time now, Random& random) {
    IdBytes bytes;
    random.fill(std::span(bytes).subspan(6));
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(now.ms >> (40 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70);  // version 7
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);  // variant of RFC 9562
    return bytes;
}

std::string id_text(std::string_view prefix, IdBytes const& bytes) {
    std::string text(prefix);
    text += '_';
    unsigned pending = 0;
    int bits = 2;  // two zero bits in front make 130
    for (auto byte : bytes) {
        pending = (pending << 8 | byte) & 0xfff;
        for (bits += 8; bits >= 5;) text += letters[pending >> (bits -= 5) & 31];
    }
    return text;
}

std::optional<IdBytes> parse_id(std::string_view prefix, std::string_view text) {
    if (text.size() != prefix.size() + 1 + id_letters || !text.starts_with(prefix) ||
        text[prefix.size()] != '_')
        return std::nullopt;
    return decode(text.substr(prefix.size() + 1));
}

}  // namespace usher
