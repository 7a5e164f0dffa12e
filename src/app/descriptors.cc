#include "app/descriptors.h"

#include <sys/resource.h>

#include <algorithm>

#include "base/json.h"

namespace usher::app {

std::size_t raise_descriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 2 * kept_descriptors;
    auto raised = limit;
    raised.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t connections_within(std::size_t limit, std::size_t wanted) {
    auto room = limit < 2 * kept_descriptors ? limit / 2 : limit - kept_descriptors;
    return std::min(wanted, room);
}

std::string few_descriptors_line(Time time, std::size_t limit, std::size_t connections,
                                 std::size_t wanted) {
    json::Writer out;
    out.begin_object();
    out.member("time", to_text(time)).member("warning", "app.descriptors");
    out.member("limit", static_cast<std::int64_t>(limit));
    out.member("connections", static_cast<std::int64_t>(connections));
    out.member("detail", "This process may have " + std::to_string(limit) +
                             " files open: there is room for " + std::to_string(connections) +
                             " connections at once, and not for " + std::to_string(wanted) +
                             ". Raise its hard limit (LimitNOFILE of the service, ulimit -Hn, "
                             "--ulimit nofile of a container).");
    out.end_object();
    return out.take();
}

}  // namespace usher::app
