// Many threads at once: nothing is lost, nothing is half there. Run under TSan too.
#include <gtest/gtest.h>

#include <random>

#include "store/testing.h"

namespace usher::store {
namespace {

constexpr int writers = 32;
constexpr int moves_each = 200;
constexpr std::int64_t accounts = 8;
constexpr std::int64_t seats_each = 1000;

AccountId account(std::uint32_t n) { return {{0xac, static_cast<std::uint8_t>(n % accounts)}}; }

Result<void> open_accounts(Tx& tx) {
    for (std::uint32_t n = 0; n < accounts; ++n)
        TRY(
            tx.exec("insert into accounts (account_id, slug, name, blueprint, plan, status,"
                    " language, accepted, seats_used, next_place, audit_seq, audit_head, epoch,"
                    " version, created_at) values ($1, $2, '', '', '', 'open', 'en', 0, $3, 1, 0,"
                    " $4, 0, 1, 0)",
                    account(n), std::to_string(n), seats_each, Blob{""}));
    return {};
}

Result<std::int64_t> total(Snapshot& s) {
    auto row =
        TRY(s.one("select sum(seats_used) from accounts /* across accounts: the invariant */"));
    return row->integer(0);
}

// Takes from one account and gives to another; some fail after they took.
Result<void> move(Tx& tx, AccountId from, AccountId to, std::int64_t seats, bool fails) {
    TRY(tx.exec("update accounts set seats_used = seats_used - $2 where account_id = $1", from,
                seats));
    if (fails) return fail(Error{Code::conflict, "test.refused", "no"});
    TRY(tx.exec("update accounts set seats_used = seats_used + $2 where account_id = $1", to,
                seats));
    return tx.touch(to);
}

TEST(Store, thirty_two_writers_lose_nothing_and_no_reader_sees_half_a_unit) {
    std::atomic<std::uint64_t> told = 0;
    TestStore test([&](auto const& touched) { told += touched.size(); });
    ASSERT_TRUE(test->write(open_accounts));
    std::atomic<std::uint64_t> kept = 0;
    std::atomic<int> running = writers;
    std::atomic<int> torn = 0;
    {
        std::vector<std::jthread> threads;
        for (std::uint32_t seed = 0; seed < writers; ++seed)
            threads.emplace_back([&, seed] {
                std::minstd_rand choose(seed + 1);
                for (int n = 0; n < moves_each; ++n) {
                    auto from = account(static_cast<std::uint32_t>(choose()));
                    auto to = account(static_cast<std::uint32_t>(choose()));
                    bool fails = choose() % 5 == 0;
                    auto done = test->write([&](Tx& tx) { return move(tx, from, to, 3, fails); });
                    kept += done ? 1 : 0;
                }
                --running;
            });
        for (int reader = 0; reader < 4; ++reader)
            threads.emplace_back([&] {
                while (running > 0) torn += *test->read(total) == accounts * seats_each ? 0 : 1;
            });
    }
    EXPECT_EQ(torn, 0);
    EXPECT_EQ(*test->read(total), accounts * seats_each);
    EXPECT_GT(kept, 0u);
    EXPECT_EQ(told, kept);
    auto epochs = test->read([](Snapshot& s) {
        return s.one("select sum(epoch) from accounts /* across accounts: the invariant */");
    });
    EXPECT_EQ(static_cast<std::uint64_t>((*epochs)->integer(0)), kept);
    EXPECT_EQ(test->figures().writes, kept + 1);
}

}  // namespace
}  // namespace usher::store
