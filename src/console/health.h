// How the installation is, as its operators see it: what `usher doctor` finds from within a running
// server. The finding is done by whoever knows files, clock and certificate (app/doctor.h).
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace usher::console {

struct Finding {
    std::string about;  // "disk"
    std::string state;  // "ok", "notice", "wrong"
    std::string says;
    std::string todo;  // empty where all is well
};
struct Health {
    std::string version;
    std::vector<Finding> findings;
};
using Examine = std::function<Health()>;
constexpr std::size_t max_findings = 100;

}  // namespace usher::console
