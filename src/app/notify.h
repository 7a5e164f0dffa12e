// What the service manager is told (sd_notify(3)); nothing happens where none asks for it.
#pragma once

#include <string_view>

namespace usher::app {

void notify(std::string_view state);  // "READY=1"

}  // namespace usher::app
