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
    std::lock_guard hold(mutex_);
    auto now = store_.clock().now();
    if (now < asked_ || now - asked_ >= good_for) {
        last_ = try_out(store_);
        asked_ = now;
    }
    return last_;
}

}  // namespace usher::http
