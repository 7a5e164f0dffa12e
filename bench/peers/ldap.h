// As much of LDAP (RFC 4511) as the measurements ask: a bind, a compare, a search.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "../load.h"

namespace usher::bench::ldap {

// BER: a tag, the length, the content.
inline std::string tlv(std::uint8_t tag, std::string_view content) {
    std::string text(1, static_cast<char>(tag));
    auto size = content.size();
    if (size < 0x80)
        text += static_cast<char>(size);
    else
        text.append({static_cast<char>(0x82), static_cast<char>(size >> 8),
                     static_cast<char>(size & 0xff)});
    return text.append(content);
}
inline std::string text(std::string_view content) { return tlv(0x04, content); }
inline std::string number(std::uint8_t tag, int value) {
    std::string bytes;
    if (value > 0x7f) bytes += static_cast<char>(value >> 8);
    bytes += static_cast<char>(value & 0xff);
    return tlv(tag, bytes);
}
inline std::string message(std::string const& operation) {
    return tlv(0x30, number(0x02, 1) + operation);
}

inline std::string bind(std::string_view who, std::string_view password) {
    return message(tlv(0x60, number(0x02, 3) + text(who) + tlv(0x80, password)));
}
// Whether the entry has that value among those of the attribute.
inline std::string compare(std::string_view entry, std::string_view attribute,
                           std::string_view value) {
    return message(tlv(0x6e, text(entry) + tlv(0x30, text(attribute) + text(value))));
}
// Entries right below `base`, at most so many; with `part` in the name, or all for an empty one.
inline std::string search(std::string_view base, int most, std::string_view part) {
    auto filter = part.empty() ? tlv(0x87, "objectClass")
                               : tlv(0xa4, text("cn") + tlv(0x30, tlv(0x81, part)));
    return message(tlv(0x63, text(base) + number(0x0a, 1) + number(0x0a, 0) + number(0x02, most) +
                                 number(0x02, 0) + tlv(0x01, std::string_view("\0", 1)) + filter +
                                 tlv(0x30, text("cn") + text("mail") + text("uid"))));
}

// An answer is one message, or those of the entries found and one at the end.
struct Protocol {
    using Transport = Plain;
    struct Piece {
        std::size_t content = 0, size = 0;  // where it begins; of the whole; 0: not all there
    };
    static Piece piece(std::string_view bytes) {
        if (bytes.size() < 2) return {};
        auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
        std::size_t content = 2, length = byte(1);
        if (length >= 0x80) {
            content += length & 0x7f;
            if (bytes.size() < content) return {};
            length = 0;
            for (std::size_t at = 2; at < content; ++at) length = length << 8 | byte(at);
        }
        return {content, content + length <= bytes.size() ? content + length : 0};
    }
    // The operation of the last message; empty while it is not all there.
    static std::string_view last(std::string const& answer) {
        std::string_view rest = answer;
        while (true) {
            auto whole = piece(rest);
            if (whole.size == 0) return {};
            auto body = rest.substr(whole.content, whole.size - whole.content);
            body.remove_prefix(piece(body).size);  // the message's number
            if (body.empty()) return {};
            auto tag = static_cast<std::uint8_t>(body[0]);
            if (tag == 0x61 || tag == 0x65 || tag == 0x6f) return body;
            rest.remove_prefix(whole.size);
        }
    }
    static std::size_t length(std::string const& answer) {
        return last(answer).empty() ? 0 : answer.size();
    }
    // Success; true, of a compare; and a search may have more than was asked for.
    static bool right(std::string const& answer) {
        auto operation = last(answer);
        auto code = static_cast<int>(operation[piece(operation).content + 2]);
        auto tag = static_cast<std::uint8_t>(operation[0]);
        return tag == 0x6f ? code == 6 : code == 0 || (tag == 0x65 && code == 4);
    }
};

}  // namespace usher::bench::ldap
