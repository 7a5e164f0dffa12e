// Each character there is, for rules that must hold for all of them.
#pragma once

#include <string>

namespace usher::testing {

inline std::string utf8(char32_t point) {
    auto byte = [](char32_t n) { return static_cast<char>(n); };
    auto next = [&](int bits) { return byte(0x80 | (point >> bits & 63)); };
    if (point < 0x80) return {byte(point)};
    if (point < 0x800) return {byte(0xc0 | point >> 6), next(0)};
    if (point < 0x10000) return {byte(0xe0 | point >> 12), next(6), next(0)};
    return {byte(0xf0 | point >> 18), next(12), next(6), next(0)};
}

// The planes that hold characters; what lies between them and above is unassigned or private.
template <class Check>
void for_each_character(Check check) {
    for (char32_t point = 1; point < 0xd800; ++point) check(utf8(point));
    for (char32_t point = 0xe000; point < 0x20200; ++point) check(utf8(point));
    for (char32_t point = 0x2f700; point < 0x2fb00; ++point) check(utf8(point));
    for (char32_t point = 0xe0000; point < 0xe0200; ++point) check(utf8(point));
    for (char32_t point = 0x10ff00; point < 0x110000; ++point) check(utf8(point));
}

}  // namespace usher::testing
