#include "http/health.h"

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

Result<void> Readiness::check() {
    {
        std::unique_lock hold(mutex_);
        ended_.wait(hold, [&] { return last_ || !trying_; });
        auto now = store_.clock().now();
        bool fresh = now >= tried_ && now - tried_ < good_for;
        if (last_ && (fresh || trying_)) return *last_;
        trying_ = true;
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
