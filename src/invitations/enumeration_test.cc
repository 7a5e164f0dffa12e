// R9, threat 12: an invitation costs the same work whether the address is known to the instance or
// not. Counted in steps of the engine: no seconds, and no machine too busy to tell.
#include "invitations/invitations.h"
#include "invitations/routes.h"
#include "signin/testing.h"
#include "store/steps.h"

namespace usher::invitations {
namespace {

struct Inviting : signin::RecoveryWorld {
    Inviting() : other(world.another_account("other")) {
        add_routes(router_, world.authority(), outbox, batches_);
    }
    // Somebody with a password, who is a user of another account.
    void known(std::string const& name) {
        auto hash = access::must(pool_.hash(Secret(std::string(signin::old_password))));
        world.write([&](store::Tx& tx) -> Result<void> {
            auto identity = tx.new_id<IdentityId>();
            auto user = tx.new_id<UserId>();
            auto email = name + "@example.com";
            TRY(
                tx.exec("insert into identities (identity_id, password_hash, password_version, "
                        "created_at) values ($1, $2, 1, $3)",
                        identity, hash, tx.now()));
            TRY(
                tx.exec("insert into identity_emails (email_key, identity_id, email, "
                        "verified_at) values ($1, $2, $1, $3)",
                        email, identity, tx.now()));
            TRY(
                tx.exec("insert into users (account_id, user_id, kind, status, first_name, "
                        "last_name, email, email_key, home, fields, dir_key, identity_id, "
                        "language, created_at, entries_after, version) values ($1, $2, 'person', "
                        "'active', '', $3, $4, $4, 0, '{}', $3, $5, 'en', $6, 0, 1)",
                        other, user, name, email, identity, tx.now()));
            TRY(
                tx.exec("insert into memberships_of (identity_id, account_id, user_id) "
                        "values ($1, $2, $3)",
                        identity, other, user));
            return {};
        });
    }
    std::uint64_t cost_of_inviting(std::string const& name) {
        auto body = R"({"email": ")" + name + R"(@example.com", "first_name": "Una"})";
        std::string said;
        auto steps = store::steps_of(
            [&] { said = post("/v1/accounts/acme/users", body, world.session("ada")); });
        EXPECT_EQ(said, "201") << name;
        return steps;
    }

    AccountId other;
};

TEST_F(Inviting, costs_as_many_steps_but_for_a_row_for_an_address_of_another_account) {
    for (auto const* name : {"kia", "kim", "kit"}) known(name);
    (void)cost_of_inviting("nan");  // the first one fills what is kept in memory
    auto unknown = cost_of_inviting("nat");
    EXPECT_GT(unknown, 100U) << "nothing was counted";
    // A row that is found is stepped over: a handful among a thousand, where a statement more or a
    // row written would be dozens.
    constexpr std::int64_t a_row = 16;
    for (auto const* name : {"kia", "ned", "kim", "nia", "kit", "noa"}) {
        auto cost = static_cast<std::int64_t>(cost_of_inviting(name));
        EXPECT_LE(std::abs(cost - static_cast<std::int64_t>(unknown)), a_row) << name << cost;
    }
}

}  // namespace
}  // namespace usher::invitations
