// Any text where a list's cursor stands: a page from anywhere is a piece of the list, in its order
// and within reach, or the cursor is refused by name; one that we did not seal opens nothing.
// Run: build/fuzz/fuzz_cursor_fuzz tests/fuzz/cursor_seeds
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "access/testing.h"
#include "audit/asked.h"
#include "base/text.h"
#include "directory/list.h"
#include "grants/resources.h"

using namespace usher;

static void require(bool claim) {
    if (!claim) std::abort();
}

// Lea administers a location with people in it; others are elsewhere.
struct Fixture {
    access::World world{"pitneyship"};
    access::PlaceNumber here = world.location("L1", world.division("D1")),
                        there = world.location("L2", 1);
    SealingKey key{std::array<std::uint8_t, 32>{7}};

    Fixture() {
        world.person("lea", here, {{"location-admin", here}});
        for (auto const* name : {"eve", "sam", "zoe", "ada", "bob"})
            world.person(name, here, {{"shipper"}});
        world.person("far", there, {{"shipper"}});
        world.write([&](store::Tx& tx) {
            return tx.exec(
                "insert into user_dir (account_id, dir_key, user_id, home, status, seen) "
                "select account_id, dir_key, user_id, home, 1, length(dir_key) % 3 from users "
                "where account_id = $1",
                world.account());
        });
    }
};

static Fixture& fixture() {
    static Fixture one;
    return one;
}

// Nothing where the cursor is refused.
static std::optional<directory::Page> page(directory::ListQuery const& query) {
    auto& world = fixture().world;
    auto found = world.store().read([&](store::Snapshot& s) -> Result<directory::Page> {
        auto lea = TRY(world.authority().actor(s, world.session("lea"), access::World::slug));
        auto may = TRY(access::permit<Act::users_view>(s, lea));
        return directory::list(s, may, lea, query);
    });
    if (found) return *std::move(found);
    require(found.error().key == "field.characters" && found.error().field == "after");
    return std::nullopt;
}

static std::vector<std::string> names(directory::Page const& page) {
    std::vector<std::string> all;
    for (auto const& user : page.items) all.push_back(user.name);
    return all;
}

static void check_users(std::string const& after) {
    for (auto order :
         {directory::Order::name, directory::Order::last_active, directory::Order::created})
        for (bool backwards : {false, true}) {
            directory::ListQuery query;
            query.order = order;
            query.backwards = backwards;
            auto whole = names(*page(query));
            require(whole.size() == 6 && std::ranges::find(whole, "far") == whole.end());
            query.after = after;
            auto rest = page(query);
            if (!rest) continue;
            auto tail = names(*rest);
            require(tail.size() <= whole.size());
            require(std::equal(tail.rbegin(), tail.rend(), whole.rbegin()));
        }
}

static void check_resources(std::string const& after) {
    auto& world = fixture().world;
    auto found = world.store().read([&](store::Snapshot& s) -> Result<grants::ResourcePage> {
        auto lea = TRY(world.authority().actor(s, world.session("lea"), access::World::slug));
        return grants::list(s, lea, {.kind = "", .words = "", .after = after});
    });
    require(found || found.error().field == "after" || found.error().key == "access.no_act");
}

// Of the audit log: sealed, since a number would tell how much happens elsewhere.
static void check_sealed(std::string const& text) {
    auto& world = fixture().world;
    auto const key = audit::listing(fixture().key);
    require(!audit::read_cursor(key, world.account(), text));
    SystemRandom random;
    auto ours = audit::cursor(key, random, world.account(), 42);
    require(audit::read_cursor(key, world.account(), ours) == 42);
    require(!audit::read_cursor(key, AccountId{}, ours));
    require(!audit::read_cursor({fixture().key, "export"}, world.account(), ours));
    if (text.empty()) return;
    auto altered = ours;
    altered[static_cast<unsigned char>(text[0]) % altered.size()] = text.back();
    auto read = audit::read_cursor(key, world.account(), altered);
    require(!read || from_base64url(altered) == from_base64url(ours));
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size > 1024) return 0;
    std::string text(reinterpret_cast<char const*>(data), size);
    check_users(text);
    check_resources(text);
    check_sealed(text);
    return 0;
}
