// Who is asked for a new link (PS5) where nearly nobody may send one.
#include <gtest/gtest.h>

#include "access/testing.h"
#include "invitations/accept.h"
#include "store/steps.h"

namespace usher::invitations {
namespace {

struct AskingForALink : testing::Test {
    access::World world{"stamps"};
    std::string top = world.blueprint().top_role().key;

    // Whether asking would help the holder of an expired link that nobody who is still there sent.
    std::string helps(UserId whom) {
        auto email = Email::stored("ida@example.com", "ida@example.com");
        Link link{{}, Purpose::join, world.account(), whom, email, {}, {}, {}, false};
        auto said = world.read([&](store::Snapshot& s) -> Result<Error> {
            return with_way_on(s, world.authority(), link,
                               Error{Code::gone, "invitations.expired", "It has expired."});
        });
        for (auto const& [name, value] : said.params)
            if (name == "ask") return value;
        return {};
    }
};

TEST_F(AskingForALink, costs_no_walk_over_who_could_not_send_one) {
    world.person("ada", access::account_place, {{top, access::account_place}});
    auto ida = world.person("ida", access::account_place, {{"user"}}, access::Status::invited);
    auto cost = [&] { return store::steps_of([&] { EXPECT_EQ(helps(ida), "yes"); }); };
    (void)cost();
    auto small = cost();
    world.crowd("user", 2000);
    EXPECT_LT(cost(), 2 * small);
}

TEST_F(AskingForALink, helps_nobody_where_nobody_may_send_one) {
    world.person("ada", access::account_place, {{top, access::account_place}},
                 access::Status::suspended);
    world.person("uli", access::account_place, {{"user"}});
    auto ida = world.person("ida", access::account_place, {{"user"}}, access::Status::invited);
    EXPECT_EQ(helps(ida), "no");
    world.set_status("ada", access::Status::active);
    EXPECT_EQ(helps(ida), "yes");
}

}  // namespace
}  // namespace usher::invitations
