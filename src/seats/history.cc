#include "seats/history.h"

#include "access/permit.h"
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

}  // namespace

Result<std::vector<Past>> history(store::Snapshot& snapshot, access::Actor const& actor) {
    auto rows = TRY(snapshot.many(
        "select at, act, by_actor, details from audit where account_id = $1 and target = $2 "
        "and act in ('accounts.open', 'seats.change', 'plan.change') order by seq desc limit $3",
        actor.account.id, "account:" + actor.account.id.text(), max_history));
    std::vector<Past> all;
    for (auto const& row : rows) {
        auto by = TRY(name_of(snapshot, actor, row.text(2)));
        Past past{row.time(0), row.text(1), std::move(by), {}};
        if (auto text = row.maybe_text(3)) past.details = TRY(json::parse(*text));
        all.push_back(std::move(past));
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
