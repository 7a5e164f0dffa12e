// Result<T>: a value or an Error, never both, never dropped unread.
//
//   Result<User> find(Snapshot&, UserId);
//   auto user = TRY(find(snapshot, id));      // returns the Error to the caller
//
// TRY is never used inside { } initialisers: g++ 12 leaks there. Name the value first.
#pragma once

#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

#include "base/error.h"

namespace usher {

// tl::expected itself is not [[nodiscard]]: a plain alias would let a dropped error through.
template <class T = void>
struct [[nodiscard]] Result : tl::expected<T, Error> {
    using tl::expected<T, Error>::expected;
};

using Failure = tl::unexpected<Error>;
inline Failure fail(Error error) { return Failure(std::move(error)); }

template <class T>
T take(Result<T>&& result) {
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace usher

#define USHER_CAT_(a, b) a##b
#define USHER_CAT(a, b) USHER_CAT_(a, b)
#define TRY_(name, expression)                                          \
    __extension__({                                                     \
        auto name = (expression);                                       \
        if (!name) return tl::make_unexpected(std::move(name).error()); \
        usher::take(std::move(name));                                   \
    })
#define TRY(expression) TRY_(USHER_CAT(try_, __COUNTER__), expression)
