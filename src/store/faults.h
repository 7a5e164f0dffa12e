// The errors that the store itself makes (errors.def).
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace usher::store {

// A bug: SQL that does not prepare, a unit that threw. The detail is for the log, not for clients.
inline Error bug(std::string detail) { return {Code::internal, "internal", std::move(detail)}; }

// `what` is the engine's reason: "database or disk is full".
inline Error unavailable(std::string_view what) {
    return {Code::unavailable, "store.unavailable",
            "The store cannot answer now (" + std::string(what) + "). Nothing was changed."};
}

inline Error commit_failed(std::string_view what) {
    return {Code::unavailable, "store.commit_failed",
            "The change could not be made durable (" + std::string(what) +
                "). Look whether it is there before you try again."};
}

inline Error busy() {
    return {Code::unavailable, "store.busy", "Too many writes are waiting. Try again in a moment."};
}

inline Error cannot_open(std::string_view what) {
    return Error{Code::unavailable, "store.cannot_open",
                 "The data cannot be opened: " + std::string(what)}
        .with("detail", what);
}

}  // namespace usher::store
