#include "http/routes.h"

#include <memory>
#include <mutex>

#include "http/health.h"

namespace usher::http {
namespace {

constexpr std::string_view fine = "{\"status\":\"ok\"}";

std::optional<Response> health(Request const&) {
    Response response;
    response.borrowed = fine;
    return response;
}

Handler readiness(store::Store& store) {
    auto state = std::make_shared<Readiness>(store);
    return [state](Request&) -> Result<Response> {
        TRY(state->check());
        return json_text(std::string(fine));
    };
}

Handler description(Router const& router, std::string version) {
    struct Once {
        std::once_flag made;
        std::string text;
    };
    auto once = std::make_shared<Once>();
    return [&router, version, once](Request&) -> Result<Response> {
        std::call_once(once->made, [&] { once->text = openapi(router, version); });
        Response response;
        response.borrowed = once->text;
        return response;
    };
}

}  // namespace

void add_own_routes(Router& router, store::Store& store, std::string version) {
    router.add({.path = "/healthz",
                .name = "health",
                .about = "The process answers.",
                .act = "public",
                .inline_handler = health});
    router.add({.path = "/readyz",
                .name = "readiness",
                .about = "The store can be read and written.",
                .act = "public",
                .handler = readiness(store),
                .errors = {"store.unavailable", "store.busy"}});
    router.add({.path = "/openapi.json",
                .name = "openapi",
                .about = "This description.",
                .act = "public",
                .handler = description(router, std::move(version)),
                .described = false});
}

}  // namespace usher::http
