#include "invitations/link.h"

#include "store/tx.h"

namespace usher::invitations {
namespace {

Error ended() {
    return Error{Code::gone, "invitations.ended",
                 "This link is used up or was replaced by a newer one. Ask for a new link."};
}

Purpose purpose_named(std::string_view word) {
    if (word == "email_change") return Purpose::change_email;
    return word == "operator" ? Purpose::become_operator : Purpose::join;
}

}  // namespace

Result<std::optional<Link>> find_link(store::Snapshot& snapshot, Secret const& token) {
    auto digest = token_digest(token.reveal());
    if (!digest) return std::optional<Link>();
    auto row = TRY(snapshot.one(
        "select purpose, account_id, user_id, email, email_key, sent_by, created_at, expires_at, "
        "used_at, ended_at from links where digest = $1 and purpose in ('invitation', 'operator', "
        "'email_change') "
        "/* across accounts: a link names its account */",
        *digest));
    if (!row) return std::optional<Link>();
    auto sender = access::ActorId::parse(row->text(5));
    Link link{*digest,
              purpose_named(row->text(0)),
              row->id<AccountId>(1),
              row->id<UserId>(2),
              Email::stored(row->text(3), row->text(4)),
              sender.value_or(access::ActorId{}),
              row->time(6),
              row->time(7),
              !row->null(8) || !row->null(9)};
    return std::optional<Link>(std::move(link));
}

Result<void> usable(std::optional<Link> const& link, Time now) {
    if (!link || link->ended) return fail(ended());
    if (link->expires_at > now) return {};
    return fail(
        Error{Code::gone, "invitations.expired", "This link has expired. Ask for a new link."});
}

Result<void> use_up(store::Tx& tx, Link const& link) {
    auto won =
        TRY(tx.exec("update links set used_at = $2 where digest = $1 and used_at is null "
                    "and ended_at is null and expires_at > $2 "
                    "/* across accounts: a link names its account */",
                    link.digest, tx.now()));
    if (won == 0) return fail(ended());
    return {};
}

}  // namespace usher::invitations
