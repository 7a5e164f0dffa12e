// The body of one request: by Content-Length or in chunks. Chunk extensions and trailers, which
// nobody sends and smugglers love, are refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/head.h"

namespace usher::http {

class BodyReader {
 public:
    BodyReader() = default;
    enum class Keep : std::uint8_t { all, none };  // none: of a request that is refused anyway
    BodyReader(Head const&, std::size_t max_bytes, Keep = Keep::all);

    // Takes what belongs to the body from the front of `bytes`; gives how many. Call again with
    // the rest and more. Fails with `http.too_large` or `http.body`: then the connection ends.
    Result<std::size_t> take(std::string_view bytes);
    bool done() const { return part_ == Part::none; }
    std::size_t received() const { return received_; }
    std::string take_body() { return std::move(body_); }

 private:
    enum class Part : std::uint8_t { none, length, size, data, data_end, last_end };
    Result<std::size_t> step(std::string_view bytes);
    Result<std::size_t> read_size(std::string_view bytes);
    std::size_t read_data(std::string_view bytes, Part then);
    Result<std::size_t> read_line_end(std::string_view bytes, Part then);

    Part part_ = Part::none;
    std::uint64_t left_ = 0;
    std::size_t max_bytes_ = 0;
    std::size_t received_ = 0;
    Keep keep_ = Keep::all;
    std::string body_;
};

}  // namespace usher::http
