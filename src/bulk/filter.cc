#include "bulk/filter.h"

#include <algorithm>
#include <array>

#include "http/request.h"

namespace usher::bulk {
namespace {

constexpr std::array<std::string_view, 7> names = {"q",    "status",      "role", "level",
                                                   "home", "last_active", "sort"};

Error not_a_filter() {
    return invalid_field(
        "filter", "field.choice",
        "filter must be a list's query of q, status, role, level, home, last_active.");
}

}  // namespace

Result<directory::ListQuery> query_of(store::Store& store, access::Actor const& actor,
                                      std::string const& filter) {
    http::Raw raw;
    raw.target = "/?" + filter;
    if (filter.empty()) raw.target = "/";
    http::Request asked(std::move(raw), RequestId{}, store);
    if (!asked.parse_target()) return fail(not_a_filter());
    for (auto const& [name, value] : asked.query_params())
        if (std::ranges::find(names, name) == names.end()) return fail(not_a_filter());
    auto query = directory::list_query(asked, actor);
    if (!query) return fail(std::move(query).error().at("filter"));
    return query;
}

}  // namespace usher::bulk
