#include "http/response.h"

namespace usher::http {

Response no_content() {
    Response response;
    response.status = 204;
    response.content_type.clear();
    return response;
}

Response json_text(std::string body) {
    Response response;
    response.body = std::move(body);
    return response;
}

std::string cookie_text(std::string_view name, std::string_view value, std::int64_t max_age_s) {
    std::string text(name);
    text.append("=").append(value);
    text.append("; Path=/; Max-Age=").append(std::to_string(max_age_s));
    return text.append("; Secure; HttpOnly; SameSite=Lax");
}

}  // namespace usher::http
