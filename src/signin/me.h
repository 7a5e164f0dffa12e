// GET /v1/me: who is signed in, where they are users, and what they may do in one account. The UI
// shows what stands here and works nothing out by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "base/fields.h"
#include "base/result.h"
#include "http/request.h"

namespace usher::store {
class Snapshot;
}

namespace usher::signin {

// Shapes: see CONTRACT "Me" and "AccountView"; DTOs are declared here by the one who builds this.
struct Me;

}  // namespace usher::signin
