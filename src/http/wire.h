// How an answer stands on the wire.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/response.h"

namespace usher::http {

enum class After : std::uint8_t { keep_alive, keep_alive_1_0, close };  // of the connection

struct Written {
    After after = After::close;
    bool body = true;       // false: the answer to HEAD
    std::string_view date;  // "Sat, 21 Nov 2026 20:36:39 GMT"
    std::string_view request_id;
    std::string_view same_for_all;  // security_headers()
};

// What every answer carries: CSP, nosniff, no referrer, same-origin only, HSTS where it is https.
// An answer that names one of them itself replaces it.
std::string security_headers(bool https);

// Appends head and body, but a borrowed body only where it is small; gives the part of it that the
// connection must send after `out`. A stream has no length: it ends with its connection. no-store
// unless the answer says otherwise. A header that would break the head is a bug and is left out.
std::string_view append(std::string& out, Response const&, Written const&);

std::string http_date(std::int64_t ms_since_1970);

}  // namespace usher::http
