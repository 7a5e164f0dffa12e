// The head of one request, read from the bytes of a connection. What is not exactly HTTP/1.1 is
// refused, never repaired: two readers that repair differently are a smuggled request. The table of
// dubious requests in tests/api says what each oddity gets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/request.h"

namespace usher::http {

struct Head {
    Method method = Method::get;
    std::string target;                                        // in origin form
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    bool http_1_0 = false;
    bool keep_alive = true;  // what the client wishes
    bool expects_continue = false;
    bool chunked = false;
    std::uint64_t content_length = 0;
    std::size_t bytes = 0;  // how many of the input it took

    bool has_body() const { return chunked || content_length > 0; }
};

// Nothing while the head is not whole: then call again with more. Fails with `http.head`,
// `http.head_too_large`, `http.method_unknown`, `http.protocol`, `http.expectation`: after these
// nobody knows where the next request begins, so the connection ends.
Result<std::optional<Head>> read_head(std::string_view bytes, std::size_t max_bytes,
                                      std::size_t max_headers);

}  // namespace usher::http
