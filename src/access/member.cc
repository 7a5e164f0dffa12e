#include "access/member.h"

#include <algorithm>

#include "store/tx.h"

namespace usher::access {
namespace {

using blueprints::UserKind;

UserKind kind_named(std::string_view word) {
    if (word == "device") return UserKind::device;
    return word == "service" ? UserKind::service : UserKind::person;
}

// The twelve columns of a Member, from `first` on.
Member member_in(store::Row const& row, int first) {
    Member member;
    member.user = row.id<UserId>(first);
    member.kind = kind_named(row.text(first + 1));
    member.status = status_named(row.text(first + 2)).value_or(Status::deleted);
    member.home = row.integer(first + 3);
    member.entries_after = row.time(first + 4);
    member.version = row.integer(first + 5);
    member.name = row.text(first + 6);
    if (!member.name.empty()) member.name += ' ';
    member.name += row.text(first + 7);
    member.email = row.maybe_text(first + 8).value_or("");
    member.language = row.text(first + 9);
    member.reset_needed = row.boolean(first + 10);
    member.address_needed = row.boolean(first + 11);
    return member;
}

}  // namespace

Result<std::optional<Member>> member(store::Snapshot& snapshot, AccountId account, UserId user) {
    auto row = TRY(snapshot.one(
        "select user_id, kind, status, home, entries_after, version, first_name, last_name, email, "
        "language, reset_needed, address_needed from users where account_id = $1 and user_id = $2",
        account, user));
    return row ? std::optional(member_in(*row, 0)) : std::nullopt;
}

Result<Time> end_of_entries(store::Snapshot& snapshot, AccountId account, UserId user) {
    auto row =
        TRY(snapshot.one("select max(s.authenticated_at) from users u "
                         "join sessions s on s.identity_id = u.identity_id "
                         "where u.account_id = $1 and u.user_id = $2",
                         account, user));
    auto last = row ? row->maybe_time(0) : std::nullopt;
    return std::max(snapshot.now(), last.value_or(snapshot.now()));
}

Result<std::optional<Entry>> entry(store::Snapshot& snapshot, Secret const& token,
                                   AccountId account) {
    auto digest = token_digest(token.reveal());
    if (!digest) return std::nullopt;
    auto row = TRY(snapshot.one(
        "select s.identity_id, s.session_id, s.authenticated_at, u.user_id, u.kind, u.status, "
        "u.home, u.entries_after, u.version, u.first_name, u.last_name, u.email, u.language, "
        "u.reset_needed, u.address_needed "
        "from sessions s "
        "left join memberships_of m on m.identity_id = s.identity_id and m.account_id = $2 "
        "left join users u on u.account_id = $2 and u.user_id = m.user_id "
        "where s.digest = $1 and s.expires_at > $3",
        *digest, account, snapshot.now()));
    if (!row) return std::nullopt;
    Entry entry{row->id<IdentityId>(0), row->id<SessionId>(1), row->time(2), std::nullopt};
    if (!row->null(3)) entry.member = member_in(*row, 3);
    return entry;
}

Result<std::optional<Product>> product(store::Snapshot& snapshot, Secret const& key) {
    auto digest = token_digest(key.reveal());
    if (!digest) return std::nullopt;
    auto row = TRY(snapshot.one(
        "select key_id, blueprint from product_keys where digest = $1 and ended_at is null",
        *digest));
    if (!row) return std::nullopt;
    return Product{row->id<KeyId>(0), row->text(1)};
}

}  // namespace usher::access
