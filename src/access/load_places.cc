#include "access/place.h"
#include "store/tx.h"

namespace usher::access {

Result<Places> Places::load(store::Snapshot& snapshot, AccountId account) {
    auto rows =
        TRY(snapshot.many("select number, place_id, parent, level, name, retired_at from places "
                          "where account_id = $1 order by number limit $2",
                          account, max_places));
    std::vector<Place> all;
    all.reserve(rows.size());
    for (auto const& row : rows)
        all.push_back({.number = row.integer(0),
                       .id = row.id<PlaceId>(1),
                       .parent = row.integer(2),
                       .level = row.text(3) == "division" ? blueprints::Level::division
                                                          : blueprints::Level::location,
                       .name = row.text(4),
                       .retired = !row.null(5)});
    return Places(std::move(all));
}

Result<void> places_changed(store::Tx& tx, AccountId account) {
    TRY(tx.exec("update accounts set places_epoch = places_epoch + 1 where account_id = $1",
                account));
    return tx.touch(account);
}

}  // namespace usher::access
