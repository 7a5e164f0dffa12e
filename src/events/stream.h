// What one reader is told of an account while it happens. Each telling asks anew whether they still
// may see its users: a session that ended, a right that was taken, an account that was suspended
// end the stream with the next sweep.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "access/actor.h"
#include "base/fields.h"
#include "bulk/watch.h"
#include "events/hub.h"
#include "http/event_stream.h"

namespace usher::store {
class Store;
}

namespace usher::events {

// The data of an event `job`.
struct JobProgress {
    static constexpr std::string_view schema = "JobProgress";
    JobId id;
    std::string kind = "bulk", state;
    std::int64_t done = 0;
    std::optional<std::int64_t> total;
};
void fields(FieldVisitor&, JobProgress&);

class AccountStream final : public http::EventStream {
 public:
    AccountStream(store::Store& store, access::Authority const& authority,
                  http::Credential credential, AccountId account, std::unique_ptr<Hub::Ear> ear,
                  bulk::Watch jobs)
        : store_(store),
          authority_(authority),
          credential_(std::move(credential)),
          account_(account),
          ear_(std::move(ear)),
          jobs_(std::move(jobs)) {}

    bool stirred() const override { return !begun_ || ear_->has_heard(); }
    // `users`: something about users of the account changed, within the reader's sight or not; so
    // nothing more is said. `job`: how far one is that the reader may look at.
    std::optional<std::string> look() override;

 private:
    Result<std::string> news(store::Snapshot&, Hub::Ear::Heard);

    store::Store& store_;
    access::Authority const& authority_;
    http::Credential const credential_;
    AccountId const account_;
    std::unique_ptr<Hub::Ear> const ear_;
    bulk::Watch jobs_;
    bool begun_ = false;
};

}  // namespace usher::events
