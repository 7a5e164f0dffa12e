// A page of a list: what every list is asked with and answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "http/router.h"

namespace usher::http {

constexpr std::int64_t max_page = 500;  // rows

template <Dto T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next;  // nothing: this is the last page
};
// What the fields() of a page begin with.
template <Dto T>
void page_fields(FieldVisitor& v, Page<T>& page, std::int64_t most = max_page) {
    v.field("items", page.items, {.max = most});
    v.field("next", page.next,
            {.max = 4000,
             .about = "Give it back as ?after= for the next page. Absent: this is the last one."});
}

// ?after= and ?limit= as a route's row names them.
constexpr QueryParam after_param{"after", "The cursor of the page before."};
constexpr QueryParam limit_param{"limit", "1 to 500; 100 if left out."};
inline Result<std::int64_t> page_limit(Request const& rq) {
    return rq.query_integer("limit", 100, 1, max_page);
}

}  // namespace usher::http
