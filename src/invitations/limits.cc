#include "invitations/limits.h"

#include <utility>

#include "store/tx.h"

namespace usher::invitations {
namespace {

std::int64_t hour_of(Time now) { return now.ms / hours(1).ms; }
Duration left_of_hour(Time now) { return Time{(hour_of(now) + 1) * hours(1).ms} - now; }

Error too_many(std::string_view key, std::string const& what, Duration wait) {
    auto left = std::to_string(std::max<std::int64_t>(1, (wait.ms + 999) / 1000));
    return Error{Code::too_many, std::string(key), what + " Try again in " + left + " seconds."}
        .with("retry_after_s", left);
}

}  // namespace

Result<void> may_resend(store::Tx& tx, AccountId account, UserId user, std::string_view purpose) {
    auto now = tx.now();
    auto row =
        TRY(tx.one("select count(*), max(created_at), min(created_at) from links "
                   "where account_id = $1 and user_id = $2 and purpose = $4 "
                   "and created_at > $3",
                   account, user, now - days(1), purpose));
    auto sent = row->integer(0);
    if (sent == 0) return {};
    if (sent >= mails_a_day) {
        return fail(too_many("invitations.sent_lately",
                             "This user was sent " + std::to_string(sent) + " links within a day.",
                             row->time(2) + days(1) - now));
    }
    auto next = row->time(1) + resends_apart;
    if (sent > 1 && next > now) {
        return fail(too_many("invitations.sent_lately", "A link went to this user a moment ago.",
                             next - now));
    }
    return {};
}

Result<void> count_invitation(store::Tx& tx, AccountId account) {
    auto hour = hour_of(tx.now());
    auto row = TRY(
        tx.one("insert into invitations_of_hour (account_id, hour, sent) values ($1, $2, 1) "
               "on conflict (account_id, hour) do update set sent = invitations_of_hour.sent + 1 "
               "returning sent",
               account, hour));
    auto sent = row->integer(0);
    if (sent == 1)
        TRY(tx.exec("delete from invitations_of_hour where account_id = $1 and hour < $2", account,
                    hour));
    if (sent <= free_invitations_an_hour) return {};
    auto seats = TRY(tx.one(
        "select coalesce(seats_bought, seats_used) from accounts where account_id = $1", account));
    auto allowed =
        free_invitations_an_hour + invitations_an_hour_a_seat * (seats ? seats->integer(0) : 0);
    if (sent <= allowed) return {};
    return fail(too_many(
        "invitations.too_many",
        "This account has sent " + std::to_string(allowed) + " invitations within the hour.",
        left_of_hour(tx.now())));
}

Result<void> Told::may_ask(access::ActorId const& actor, Time now) {
    std::lock_guard hold(mutex_);
    auto found = times_.find(actor.text());
    if (hour_ != hour_of(now) || found == times_.end() || found->second < told_an_hour) return {};
    return fail(too_many("users.exists_often",
                         "Too many of the addresses that you invited within the hour are users "
                         "already.",
                         left_of_hour(now)));
}

void Told::count(access::ActorId const& actor, Time now, std::int64_t times) {
    std::lock_guard hold(mutex_);
    if (std::exchange(hour_, hour_of(now)) != hour_of(now)) times_.clear();
    times_[actor.text()] += times;
}

}  // namespace usher::invitations
