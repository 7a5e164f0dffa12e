#include "signin/correspondence.h"

#include "mail/outbox.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

constexpr std::int64_t max_accounts_read = 20;
constexpr std::int64_t max_addresses = 10;

Result<std::vector<Email>> addresses_of(store::Snapshot& snapshot, IdentityId id) {
    auto rows =
        TRY(snapshot.many("select email, email_key from identity_emails "
                          "where identity_id = $1 order by verified_at limit $2",
                          id, max_addresses));
    std::vector<Email> addresses;
    for (auto const& row : rows) addresses.push_back(Email::stored(row.text(0), row.text(1)));
    return addresses;
}

std::string joined(std::string const& first, std::string const& last) {
    return first.empty() || last.empty() ? first + last : first + " " + last;
}

Result<void> add_accounts(store::Snapshot& snapshot, blueprints::Catalog const& catalog,
                          IdentityId id, Addressee& to) {
    auto rows = TRY(snapshot.many(
        "select u.first_name, u.last_name, u.language, a.name, a.blueprint from memberships_of m "
        "join users u on u.account_id = m.account_id and u.user_id = m.user_id "
        "join accounts a on a.account_id = m.account_id where m.identity_id = $1 "
        "order by coalesce(u.last_active_at, 0) desc, a.account_id limit $2 "
        "/* across accounts: one person's own */",
        id, max_accounts_read));
    for (auto const& row : rows) {
        auto const* blueprint = catalog.find(row.text(4));
        auto product = blueprint ? blueprint->name : row.text(4);
        if (&row == &rows.front()) {
            to.name = joined(row.text(0), row.text(1));
            to.language = row.text(2);
            to.product = product;
        }
        for (auto const& word : {row.text(0), row.text(1), row.text(3), product})
            to.context.push_back(word);
    }
    return {};
}

}  // namespace

Result<Addressee> addressee(store::Snapshot& snapshot, blueprints::Catalog const& catalog,
                            IdentityId id) {
    Addressee to;
    TRY(add_accounts(snapshot, catalog, id, to));
    if (to.name.empty()) {
        auto row = TRY(snapshot.one("select name from operators where identity_id = $1", id));
        if (row) to.name = row->text(0);
    }
    for (auto const& address : TRY(addresses_of(snapshot, id)))
        to.context.push_back(address.address());
    to.context.push_back("usher");
    return to;
}

Result<void> tell_of_change(store::Tx& tx, mail::Outbox const& outbox,
                            blueprints::Catalog const& catalog, IdentityId id) {
    auto to = TRY(addressee(tx, catalog, id));
    for (auto const& address : TRY(addresses_of(tx, id))) {
        mail::Letter letter{AccountId{}, address};
        letter.recipient_name = to.name;
        letter.language = to.language;
        letter.text = "mail.password_changed";
        letter.product = to.product;
        letter.params = {{"email", address.address()}};
        letter.link = Secret(outbox.public_url() + "/forgot");
        TRY(outbox.post(tx, letter));
    }
    return {};
}

}  // namespace usher::signin
