#include "http/body.h"

#include <algorithm>
#include <charconv>

namespace usher::http {
namespace {

constexpr std::size_t max_size_digits = 8;

}  // namespace

BodyReader::BodyReader(Head const& head, std::size_t max_bytes, Keep keep)
    : left_(head.content_length), max_bytes_(max_bytes), keep_(keep) {
    part_ = head.chunked ? Part::size : head.content_length > 0 ? Part::length : Part::none;
}

Result<std::size_t> BodyReader::take(std::string_view bytes) {
    if (part_ == Part::length && left_ + received_ > max_bytes_)
        return fail(known("http.too_large"));
    std::size_t taken = 0;
    while (!done()) {
        auto before = part_;
        auto n = TRY(step(bytes.substr(taken)));
        taken += n;
        if (n == 0 && part_ == before) break;
    }
    return taken;
}

Result<std::size_t> BodyReader::step(std::string_view bytes) {
    switch (part_) {
        case Part::none:
            return std::size_t{0};
        case Part::length:
            return read_data(bytes, Part::none);
        case Part::size:
            return read_size(bytes);
        case Part::data:
            return read_data(bytes, Part::data_end);
        case Part::data_end:
            return read_line_end(bytes, Part::size);
        case Part::last_end:
            return read_line_end(bytes, Part::none);
    }
    return std::size_t{0};
}

Result<std::size_t> BodyReader::read_size(std::string_view bytes) {
    auto end = bytes.substr(0, max_size_digits + 1).find('\r');
    auto digits = bytes.substr(0, std::min({end, bytes.size(), max_size_digits + 1}));
    auto wrong = digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos;
    if (wrong || digits.size() > max_size_digits || (end == 0)) return fail(known("http.body"));
    if (end == std::string_view::npos || end + 1 == bytes.size()) return std::size_t{0};
    if (bytes[end + 1] != '\n') return fail(known("http.body"));
    std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
    if (left_ + received_ > max_bytes_) return fail(known("http.too_large"));
    part_ = left_ == 0 ? Part::last_end : Part::data;
    return end + 2;
}

std::size_t BodyReader::read_data(std::string_view bytes, Part then) {
    auto n = std::min<std::uint64_t>(left_, bytes.size());
    if (keep_ == Keep::all) body_.append(bytes.substr(0, n));
    received_ += n;
    left_ -= n;
    if (left_ == 0) part_ = then;
    return n;
}

Result<std::size_t> BodyReader::read_line_end(std::string_view bytes, Part then) {
    if (!std::string_view("\r\n").starts_with(bytes.substr(0, 2))) return fail(known("http.body"));
    if (bytes.size() < 2) return std::size_t{0};
    part_ = then;
    return std::size_t{2};
}

}  // namespace usher::http
