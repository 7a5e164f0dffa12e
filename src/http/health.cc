#include "http/health.h"

#include <algorithm>

#include "http/response.h"

namespace usher::http {
namespace {

constexpr Duration good_for = seconds(5);

Result<void> try_out(store::Store& store) {
    TRY(store.read([](store::Snapshot& s) { return s.one("select one from instance"); }));
    // There and back: what is the same would not be written at all.
    return store.write([](store::Tx& tx) -> Result<void> {
        TRY(tx.exec("update instance set created_at = created_at + 1 where one = 1"));
        TRY(tx.exec("update instance set created_at = created_at - 1 where one = 1"));
        return {};
    });
}

}  // namespace

// What the last one found is no answer for ever: a disk that hangs fails no try, it ends none.
Result<void> Readiness::under_way(Time now) {
    began_ = std::min(began_, now);  // the clock was set back
    bool hangs = now - began_ > good_for;
    if (last_ && !hangs) return *last_;
    return fail(known("store.unavailable"));
}

Result<void> Readiness::check() {
    {
        std::unique_lock hold(mutex_);
        auto patience = std::chrono::milliseconds(good_for.ms);
        ended_.wait_for(hold, patience, [&] { return last_ || !trying_; });
        auto now = store_.clock().now();
        if (trying_) return under_way(now);
        bool fresh = now >= tried_ && now - tried_ < good_for;
        if (last_ && fresh) return *last_;
        trying_ = true;
        began_ = now;
    }
    auto found = try_out(store_);
    std::lock_guard hold(mutex_);
    trying_ = false;
    tried_ = store_.clock().now();
    last_ = found;
    ended_.notify_all();
    return found;
}

}  // namespace usher::http
