// The errors that the store itself makes (errors.def).
#pragma once

#include <string>
#include <string_view>

#include "base/cause.h"

namespace usher::store {

// A bug: SQL that does not prepare, a unit that threw. The detail is for the log, not for clients.
inline Error bug(std::string detail) { return {Code::internal, "internal", std::move(detail)}; }

// `why` is the engine's cause: "database or disk is full".
inline Error unavailable(std::string_view why) {
    return Error{Code::unavailable, "store.unavailable",
                 "The store cannot answer now. Nothing was changed."}
        .with(cause_param, why);
}

inline Error commit_failed(std::string_view why) {
    return Error{Code::unavailable, "store.commit_failed",
                 "The change could not be made durable. Look whether it is there before you try "
                 "again."}
        .with(cause_param, why);
}

// What to say of one failure as the cause of another.
inline std::string why(Error const& failure) {
    auto cause = cause_of(failure);
    return cause.empty() ? failure.detail : std::string(cause);
}

inline Error busy() {
    return {Code::unavailable, "store.busy", "Too many writes are waiting. Try again in a moment."};
}

inline Error cannot_open(std::string_view what) {
    return Error{Code::unavailable, "store.cannot_open", "The data cannot be opened."}.with(
        cause_param, what);
}

}  // namespace usher::store
