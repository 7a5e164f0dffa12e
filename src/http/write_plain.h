// Writing what needs no retry under a key: asking twice does no harm, or the answer is one that
// must not be kept. Elsewhere it is Request::write().
#pragma once

#include <utility>

#include "http/request.h"

namespace usher::http {

// One transaction, which knows from where it was asked: for the record (audit::record). unit:
// Tx& → Result<T>.
template <class Unit>
auto write_plain(Request& rq, Unit&& unit) {
    return rq.store().write([&](store::Tx& tx) {
        if (!rq.raw().instance) tx.asked_from(rq.address());
        return unit(tx);
    });
}

}  // namespace usher::http
