// A job that acts upon many while its starter's rights change between its chunks (RT21, case 48).
#include "bulk/run.h"

#include <latch>
#include <thread>

#include "access/testing.h"
#include "base/embedded.h"
#include "bulk/routes.h"
#include "bulk/start.h"
#include "bulk/starter.h"
#include "bulk/watch.h"
#include "directory/life.h"
#include "directory/users.h"
#include "http/router.h"
#include "mail/outbox.h"
#include "support/waited.h"

namespace usher::bulk {
namespace {

using access::World;

constexpr int many = 50;  // two chunks and a half

class ManyUsers : public ::testing::Test {
 protected:
    ManyUsers() : texts_(access::must(mail::Catalogue::load(locales()))) {
        world.person("ada", access::account_place, {{"admin", access::account_place}});
        world.person("max", access::account_place, {{"user"}, {"user-manager"}});
        for (int i = 0; i < many; ++i) {
            auto name = "u" + std::to_string(i);
            crowd_.push_back(world.person(name, access::account_place, {{"user"}}));
        }
    }

    JobId begin(std::string const& by) {
        auto actor = world.actor(by);
        Wanted wanted{Do::give_role, {.role = "reports"}, crowd_, {}};
        return world.write([&](store::Tx& tx) { return start(tx, queue_, actor, wanted); });
    }
    JobId begin_by_filter(std::string const& by) {
        auto actor = world.actor(by);
        Wanted wanted{Do::give_role, {.role = "reports"}, {}, "status=active"};
        return world.write([&](store::Tx& tx) { return start(tx, queue_, actor, wanted); });
    }
    // So that lists have them.
    void list_crowd() {
        world.write([&](store::Tx& tx) -> Result<void> {
            for (auto user : crowd_) {
                auto row = TRY(directory::find(tx, world.account(), user));
                TRY(directory::keep_directory(tx, world.account(), nullptr, *row));
            }
            return {};
        });
    }
    // Done once the coming chunk has looked at what there was before, and not yet begun to write:
    // a write that is under way, unseen, until that of the chunk waits behind it.
    void between_look_and_write(std::function<Result<void>(store::Tx&)> change) {
        auto under_way = std::make_shared<std::latch>(1);
        meanwhile_.emplace_back([this, under_way, change = std::move(change)] {
            world.write([&](store::Tx& tx) {
                under_way->count_down();
                EXPECT_TRUE(
                    usher::testing::waited([&] { return world.store().figures().queued == 1; }));
                return change(tx);
            });
        });
        under_way->wait();
    }
    // Works to the end; `between` is called before each chunk with its number, from 0.
    void work(std::function<void(int)> between) {
        auto kind = running(world.authority(), outbox_, queue_);
        int chunk = 0;
        jobs::Kind watched{.name = "bulk", .work = [&](jobs::Attempt& run) {
                               jobs::Attempt mine(run.claim(), run.store(), [&] {
                                   between(chunk++);
                                   return false;
                               });
                               return kind.work(mine);
                           }};
        jobs::Runner runner(world.store(), queue_, {watched});
        runner.run_due();
    }
    // The job never gets on; what follows it does.
    void work_in_vain() {
        auto kind = running(world.authority(), outbox_, queue_);
        kind.attempts = 1;
        kind.work = [work = kind.work](jobs::Attempt& run) {
            return run.payload().empty() ? jobs::Outcome::again("The row is broken.") : work(run);
        };
        jobs::Runner runner(world.store(), queue_, {kind});
        runner.run_due();
    }
    Bulk bulk(std::string const& by, JobId job) {
        auto actor = world.actor(by);
        return world.read([&](store::Snapshot& s) { return find(s, actor, job); });
    }
    std::vector<Line> lines_of(JobId job, std::string const& state) {
        auto everybody = world.instance_actor();
        return world.read([&](store::Snapshot& s) -> Result<std::vector<Line>> {
            auto of = TRY(load(s, world.account(), job));
            return lines(s, everybody, *of, state, 0, many + 1);
        });
    }
    Bulk kept(JobId job) {
        return world.read([&](store::Snapshot& s) -> Result<Bulk> {
            return *TRY(load(s, world.account(), job));
        });
    }

    World world{"stamps", "premier"};
    mail::Catalogue texts_;
    jobs::Queue queue_;
    mail::Outbox outbox_{queue_, texts_, SealingKey{{}}, "http://127.0.0.1"};
    std::vector<UserId> crowd_;
    std::vector<std::jthread> meanwhile_;
};

TEST_F(ManyUsers, are_changed_no_further_once_the_starter_has_lost_the_right) {
    auto job = begin("max");
    work([&](int chunk) {
        if (chunk == 1) world.put("max", access::account_place, {{"user"}});
    });
    auto end = kept(job);
    EXPECT_TRUE(end.ended_at);
    EXPECT_EQ(end.done, rows_a_chunk);
    EXPECT_EQ(end.refused, many - rows_a_chunk);
    auto refused = lines_of(job, "refused");
    ASSERT_EQ(refused.size(), static_cast<std::size_t>(many - rows_a_chunk));
    for (auto const& line : refused) EXPECT_FALSE(line.code.empty() || line.detail.empty());
}

TEST_F(ManyUsers, have_the_base_role_where_what_is_left_has_ended) {
    world.put("u0", access::account_place,
              {{"user", access::home_scope, {}, Time{1}}, {"reports"}});
    auto actor = world.actor("ada");
    Wanted wanted{Do::take_role, {.role = "reports"}, {world.id("u0")}, {}};
    auto job = world.write([&](store::Tx& tx) { return start(tx, queue_, actor, wanted); });
    work([](int) {});
    EXPECT_EQ(kept(job).done, 1);
    auto left = access::must(world.store().read([&](store::Snapshot& s) {
        return access::assignments_of(s, world.account(), world.id("u0"));
    }));
    EXPECT_EQ(left, (access::Assignments{{"user"}}));
}

TEST_F(ManyUsers, are_changed_with_the_account_locked_before_the_rights_are_read) {
    auto job = begin("max");
    world.write([&](store::Tx& tx) -> Result<void> {
        auto of = TRY(load(tx, world.account(), job));
        auto actor = TRY(starter(tx, world.authority(), *of));
        EXPECT_EQ(actor.user, world.id("max"));
        EXPECT_TRUE(tx.locked(world.account()));
        return {};
    });
}

TEST_F(ManyUsers, are_refused_one_by_one_where_the_starter_lost_the_right_after_the_look) {
    auto job = begin("max");
    auto max = access::must(world.store().read([&](store::Snapshot& s) {
        return access::assignments_of(s, world.account(), world.id("max"));
    }));
    work([&](int chunk) {
        if (chunk > 0) return;
        between_look_and_write([&](store::Tx& tx) {
            return access::replace_assignments(tx, world.account(), world.id("max"), max,
                                               {{"user"}}, {});
        });
    });
    auto end = kept(job);
    EXPECT_TRUE(end.ended_at);
    EXPECT_EQ(end.done, 0);
    EXPECT_EQ(end.refused, many);
}

TEST_F(ManyUsers, who_match_are_left_alone_where_the_starter_lost_the_right_after_the_look) {
    list_crowd();
    auto job = begin_by_filter("max");
    work([&](int chunk) {
        if (chunk > 0) return;
        between_look_and_write([&](store::Tx& tx) -> Result<void> {
            TRY(
                tx.exec("update users set status = 'suspended' where account_id = $1 "
                        "and user_id = $2",
                        world.account(), world.id("max")));
            return {};
        });
    });
    auto end = kept(job);
    EXPECT_TRUE(end.ended_at);
    EXPECT_EQ(end.stopped, "bulk.starter");
    EXPECT_EQ(end.total, 0) << "who was found a moment ago";
    EXPECT_EQ(end.done, 0);
}

// Somebody else has gone on with it since (a lease that was lost): what was found does not follow.
TEST_F(ManyUsers, found_after_another_place_than_where_the_list_stands_are_looked_for_anew) {
    constexpr int all = static_cast<int>(found_a_chunk) + 10;
    for (int i = many; i < all; ++i)
        crowd_.push_back(world.person("v" + std::to_string(i), access::account_place, {{"user"}}));
    list_crowd();
    auto job = begin_by_filter("ada");
    work([&](int chunk) {
        if (chunk == 1)
            between_look_and_write([&](store::Tx& tx) -> Result<void> {
                TRY(
                    tx.exec("update bulks set filter_after = '' where account_id = $1 "
                            "and job_id = $2",
                            world.account(), job));
                return {};
            });
        if (chunk == 2) {
            EXPECT_EQ(kept(job).total, found_a_chunk) << "the ten are found later";
        }
    });
    auto end = kept(job);
    EXPECT_TRUE(end.ended_at);
    EXPECT_EQ(end.total, all);
    EXPECT_EQ(end.done, all) << "each once";
}

TEST_F(ManyUsers, that_are_left_when_the_starter_may_act_no_more_are_refused_each_with_the_reason) {
    auto job = begin("max");
    work([&](int chunk) {
        if (chunk == 1) world.set_status("max", access::Status::suspended);
    });
    auto end = kept(job);
    EXPECT_TRUE(end.ended_at);
    EXPECT_EQ(end.stopped, "bulk.starter");
    EXPECT_EQ(end.done, rows_a_chunk);
    EXPECT_EQ(end.refused, many - rows_a_chunk);
    EXPECT_TRUE(lines_of(job, "waiting").empty());
    for (auto const& line : lines_of(job, "refused")) {
        EXPECT_EQ(line.code, "bulk.starter");
        EXPECT_FALSE(line.detail.empty());
    }
}

TEST_F(ManyUsers, whose_job_has_failed_for_good_are_refused_and_stand_in_nobodys_way) {
    for (std::int64_t n = 0; n <= max_open; ++n) {
        auto job = begin("ada");
        work_in_vain();
        auto end = kept(job);
        EXPECT_TRUE(end.ended_at);
        EXPECT_EQ(end.stopped, "bulk.failed");
        EXPECT_EQ(end.refused, many);
        for (auto const& line : lines_of(job, "refused")) {
            EXPECT_EQ(line.code, "bulk.failed");
            EXPECT_FALSE(line.detail.empty());
        }
    }
}

TEST_F(ManyUsers, whose_job_has_failed_are_all_refused_however_many_they_are) {
    auto job = begin("ada");
    constexpr std::int64_t all = 2 * refused_a_chunk + many;
    world.write([&](store::Tx& tx) -> Result<void> {
        for (auto n = many + 1; n <= all; ++n)
            TRY(
                tx.exec("insert into bulk_rows (account_id, job_id, row_number, user_id, state) "
                        "values ($1, $2, $3, $4, 'waiting')",
                        world.account(), job, n, tx.new_id<UserId>()));
        return {};
    });
    work_in_vain();
    auto end = kept(job);
    EXPECT_TRUE(end.ended_at);
    EXPECT_EQ(end.refused, all);
    EXPECT_TRUE(lines_of(job, "waiting").empty());
}

TEST_F(ManyUsers, stand_in_a_file_that_comes_in_pieces_until_the_last_of_them) {
    auto job = begin("ada");
    constexpr std::int64_t all = max_csv_rows + many + 5;
    world.write([&](store::Tx& tx) -> Result<void> {
        for (auto n = many + 1; n <= all; ++n)
            TRY(tx.exec(
                "insert into bulk_rows (account_id, job_id, row_number, user_id, state, code) "
                "values ($1, $2, $3, $4, 'refused', 'not_found')",
                world.account(), job, n, tx.new_id<UserId>()));
        return {};
    });
    http::Router router;
    add_routes(router, world.authority(), queue_);
    auto piece = [&](std::string const& after) {
        http::Raw raw;
        raw.method = http::Method::get;
        raw.target = "/v1/accounts/acme/jobs/" + job.text() + "/rows.csv?state=refused" + after;
        raw.headers = {{"host", "127.0.0.1"}};
        raw.headers.emplace_back(
            "cookie", "__Host-usher=" + std::string(world.session("ada").token.reveal()));
        http::Request request(std::move(raw), RequestId{}, world.store());
        return router.dispatch(request);
    };
    std::int64_t lines = 0;
    std::string after;
    int pieces = 0;
    do {
        auto answer = piece(after);
        ASSERT_EQ(answer.status, 200) << answer.body;
        lines += std::ranges::count(answer.body, '\n');
        auto next =
            std::ranges::find(answer.headers, "Usher-Next", [](auto& h) { return h.first; });
        after = next == answer.headers.end() ? "" : "&after=" + next->second;
        ++pieces;
    } while (!after.empty() && pieces < 5);
    EXPECT_EQ(pieces, 2);
    EXPECT_EQ(lines, all - many + 1) << "each row once, and one head";
}

TEST_F(ManyUsers, are_changed_by_what_the_starter_holds_at_each_chunk) {
    auto job = begin("ada");
    // Less, and still enough: nobody is refused.
    work([&](int chunk) {
        if (chunk == 1) {
            world.put("max", access::account_place, {{"admin", access::account_place}});
            world.put("ada", access::account_place, {{"user"}, {"user-manager"}});
        }
    });
    auto end = bulk("ada", job);
    EXPECT_EQ(end.done, many);
    EXPECT_EQ(end.refused, 0);
}

TEST_F(ManyUsers, are_told_to_who_follows_even_where_all_is_done_before_the_first_look) {
    auto watch = [&] {
        return world.read([&](store::Snapshot& s) { return Watch::begin(s, world.account()); });
    };
    auto news = [&](Watch& of, std::string const& by) {
        auto actor = world.actor(by);
        return world.read([&](store::Snapshot& s) { return of.news(s, actor); });
    };
    auto running = begin("ada");
    auto adas = watch(), maxs = watch();
    auto later = begin("ada");
    work([](int) {});
    auto told = news(adas, "ada");
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(told[0].job, running) << "ran when it was followed";
    EXPECT_EQ(told[1].job, later) << "began after that";
    for (auto const& each : told) EXPECT_EQ(state_of(each), "done");
    EXPECT_TRUE(news(adas, "ada").empty()) << "each state once";
    EXPECT_TRUE(news(maxs, "max").empty()) << "no job of theirs";
    auto late = watch();
    EXPECT_TRUE(news(late, "ada").empty()) << "what had ended is not told";
}

}  // namespace
}  // namespace usher::bulk
