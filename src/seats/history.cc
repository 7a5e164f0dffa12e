#include "seats/history.h"

#include "access/permit.h"
#include "audit/blocks.h"
#include "audit/query.h"
#include "store/tx.h"

namespace usher::seats {
namespace {

// By name; by address where there is no name and the reader sees the users of the account (RT30).
Result<std::string> name_of(store::Snapshot& snapshot, access::Actor const& reader,
                            std::string const& by) {
    auto id = access::ActorId::parse(by);
    if (!id || !id->user()) return reader.account.blueprint->name;  // who runs the product
    auto row = TRY(snapshot.one(
        "select first_name, last_name, email from users where account_id = $1 and user_id = $2",
        reader.account.id, *id->user()));
    if (!row) return std::string();
    auto first = row->text(0), last = row->text(1);
    auto name = first.empty() || last.empty() ? first + last : first + " " + last;
    bool sees = reader.unbound ||
                access::holds(reader.held, Act::users_view, access::account_place, reader.places);
    return name.empty() && sees ? row->maybe_text(2).value_or("") : name;
}

Result<Past> past_of(store::Snapshot& snapshot, access::Actor const& reader,
                     store::Row const& row) {
    auto by = TRY(name_of(snapshot, reader, row.text(2)));
    Past past{row.time(0), row.text(1), std::move(by), {}};
    if (auto text = row.maybe_text(3)) past.details = TRY(json::parse(*text));
    return past;
}

}  // namespace

// A handful among what may be millions of events: only blocks in which they may stand are read.
Result<std::vector<Past>> history(store::Snapshot& snapshot, access::Actor const& actor) {
    using audit::mark, audit::Of;
    audit::Marks acts({mark(Of::act, "accounts.open"), mark(Of::act, "seats.change"),
                       mark(Of::act, "plan.change")});
    auto const& account = actor.account.id;
    auto last = TRY(audit::head(snapshot, account)).seq;
    std::vector<Past> all;
    for (auto first : TRY(audit::where_it_may_be(snapshot, account, last, acts))) {
        auto wanted = max_history - static_cast<std::int64_t>(all.size());
        if (wanted == 0) break;
        auto rows = TRY(snapshot.many(
            "select at, act, by_actor, details from audit where account_id = $1 and seq >= $2 "
            "and seq < $3 and target = $4 and act in ('accounts.open', 'seats.change', "
            "'plan.change') order by seq desc limit $5",
            account, first, first + audit::block_events, "account:" + account.text(), wanted));
        for (auto const& row : rows) all.push_back(TRY(past_of(snapshot, actor, row)));
    }
    return all;
}

Result<std::int64_t> invited(store::Snapshot& snapshot, AccountId account) {
    constexpr int everywhere = -1;  // in status_counts: the whole account
    auto row =
        TRY(snapshot.one("select users from status_counts where account_id = $1 and home = $2 "
                         "and status = $3",
                         account, everywhere, static_cast<int>(access::Status::invited)));
    return row ? row->integer(0) : 0;
}

}  // namespace usher::seats
