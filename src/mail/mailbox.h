// The built-in mailbox: where mail lands while no SMTP server is set, to be read at /dev/mail.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "mail/carrier.h"

namespace usher::store {
class Snapshot;
class Store;
}  // namespace usher::store

namespace usher::mail {

constexpr int mailbox_keeps = 1000;  // messages; the oldest go

class BuiltInMailbox final : public Carrier {
 public:
    explicit BuiltInMailbox(store::Store& store) : store_(store) {}
    Carried carry(Message const&) override;

 private:
    store::Store& store_;
};

struct Mail {
    MailId id;
    Time at;
    std::string to;
    std::string subject;
    std::string text;
    std::string html;
};

// Newest first. `to` is an address as the mail went to it; empty: all.
Result<std::vector<Mail>> newest(store::Snapshot&, std::string_view to, std::int64_t limit);
// `not_found`.
Result<Mail> find(store::Snapshot&, MailId);

}  // namespace usher::mail
