// One line of JSON for each request. No query, no cookie, no token, no body: what is logged may be
// read by people who may not act.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace usher::http {

struct Access {
    Time time;
    RequestId id;
    Request const* request;  // null where the head was not understood
    std::string_view peer;
    Response const& response;
    std::size_t bytes;  // sent
    std::int64_t took_us;
};

// {"time":…,"request":"req_…","method":…,"path":…,"status":…,"ms":…,"bytes":…,"address":…} and,
// where there is one, "error", "detail" (of a failure of ours) and "client_request": the client's
// own X-Request-Id. A part of the path that looks like a token is "…".
std::string access_line(Access const&);

// What an operator must hear of once: that a proxy is in front whose clients cannot be told apart.
std::string unnamed_proxy_line(Time, std::string_view address);

}  // namespace usher::http
