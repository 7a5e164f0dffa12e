// The audit log, at the door of the real program (spec.md R6, PM6; rights.md RT30, RT37).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/account.h"
#include "support/database.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 20}); }

std::string acts_of(Answer const& events) {
    std::string acts;
    for (std::size_t i = 0; i < events.count("items"); ++i)
        acts += events.text("items." + std::to_string(i) + ".act") + " ";
    return acts;
}

// Some users who were changed by two people.
struct Busy {
    Account account = stamps();
    Person max = account.join("max", {"user", "user-manager"});
    Person ulf = account.join("ulf", {"user"});

    Busy() {
        EXPECT_EQ(max.patch(ulf.path(), json::Object{{"first_name", "Ulrich"}}).status, 200);
        EXPECT_EQ(account.owner.put(ulf.path() + "/suspension").status, 200);
        EXPECT_EQ(max.del(ulf.path() + "/suspension").status, 200);
    }
    Answer audit(std::string const& query) const { return account.owner.get("/audit" + query); }
};

TEST(PM6, an_event_tells_field_by_field_what_changed_and_from_where) {
    Busy busy;
    auto id = busy.audit("?act=users.edit").text("items.0.id");
    auto event = busy.account.owner.get("/audit/events/" + id);
    ASSERT_EQ(event.status, 200) << event.body;
    EXPECT_EQ(event.text("by.name"), "Max Tester");
    EXPECT_EQ(event.text("by.email"), busy.max.email);
    EXPECT_EQ(event.text("target.name"), "Ulrich Tester");
    EXPECT_EQ(event.count("changes"), 1U);
    EXPECT_EQ(event.text("changes.0.field"), "first_name");
    EXPECT_EQ(event.text("changes.0.before"), "Ulf");
    EXPECT_EQ(event.text("changes.0.after"), "Ulrich");
    EXPECT_EQ(event.text("address"), "127.0.0.1");
    EXPECT_EQ(event.text("chain.hash").size(), 64U);
    EXPECT_FALSE(event.text("request").empty());
    EXPECT_EQ(busy.max.get("/audit/events/" + id).code(), "access.no_act");
    EXPECT_EQ(busy.account.owner.get("/audit/events/evt_00000000000000000000000000").status, 404);
}

TEST(PM6, the_log_is_filtered_by_who_what_whom_when_and_words) {
    Busy busy;
    EXPECT_EQ(acts_of(busy.audit("?target=" + busy.ulf.id + "&act=users.edit,users.suspend")),
              "users.suspend users.edit ");
    EXPECT_EQ(acts_of(busy.audit("?actor=" + busy.max.id + "&act=users.edit,users.resume")),
              "users.resume users.edit ");
    EXPECT_EQ(acts_of(busy.audit("?text=ulrich&act=users.edit")), "users.edit ");
    EXPECT_EQ(acts_of(busy.audit("?text=nobody%20at%20all")), "");
    EXPECT_EQ(busy.audit("?to=2020-01-01T00:00:00Z").count("items"), 0U);
    EXPECT_EQ(busy.audit("?from=2100-01-01T00:00:00Z").count("items"), 0U);
    EXPECT_GT(busy.audit("?from=2020-01-01T00:00:00%2B02:00").count("items"), 5U);
    auto wrong = busy.audit("?from=yesterday");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.text("field"), "from");
}

TEST(PM6, pages_go_on_where_the_one_before_ended) {
    Busy busy;
    auto all = busy.audit("?limit=500");
    std::string paged, query = "?limit=2";
    for (int n = 0; n < 50; ++n) {
        auto page = busy.audit(query);
        ASSERT_EQ(page.status, 200) << page.body;
        paged += acts_of(page);
        if (page.text("next").empty()) break;
        query = "?limit=2&after=" + page.text("next");
    }
    EXPECT_EQ(paged, acts_of(all));
    auto cursor = busy.audit("?limit=2").text("next");
    auto other = stamps();
    EXPECT_EQ(other.owner.get("/audit?after=" + cursor).code(), "id.malformed");  // threat 25
}

TEST(PM6, sign_ins_and_refusals_stand_in_the_log_too) {
    Busy busy;
    ASSERT_EQ(busy.ulf.sign_in().status, 200);
    busy.ulf.client.post("/v1/sign-in",
                         json::Object{{"email", busy.ulf.email}, {"password", "not this one"}});
    EXPECT_EQ(busy.ulf.get("/users").code(), "access.no_act");
    auto only = [&](std::string const& act) { return busy.audit("?act=" + act); };
    EXPECT_EQ(only("signin.in").text("items.0.target.id"), "user:" + busy.ulf.id);
    EXPECT_EQ(only("signin.failed").text("items.0.target.id"), "user:" + busy.ulf.id);
    EXPECT_EQ(only("signin.failed").text("items.0.by.id"), "system");
    EXPECT_FALSE(only("signin.failed").holds("not this one"));
    EXPECT_EQ(only("access.refused").text("items.0.details.entries.0.why"), "access.no_act");
    EXPECT_EQ(
        busy.account.server().run({"audit", "verify", "--account", busy.account.slug()}).status, 0);
}

// ---- R6 and threat 48: what was altered is found

// A server that stopped, with a copy of its database to go back to.
struct Stopped {
    Server server;
    Account account = server.open("stamps", {.plan = "premier", .seats = 20});
    std::string chain = "account_id <> zeroblob(16)";

    Stopped() {
        account.join("ulf", {"user"});
        account.join("max", {"user"});
    }
    void stop() {
        server.stop();
        EXPECT_EQ(verified({}).status, 0);
        std::filesystem::copy_file(database(server), server.data() + "/whole");
    }
    void restore() {
        std::filesystem::copy_file(server.data() + "/whole", database(server),
                                   std::filesystem::copy_options::overwrite_existing);
    }
    Output verified(std::vector<std::string> more) {
        std::vector<std::string> words{"audit", "verify", "--account", account.slug()};
        words.insert(words.end(), more.begin(), more.end());
        return server.run(words);
    }
    void finds(std::string const& statement) {
        EXPECT_GT(Database(server).change(statement), 0) << statement;
        auto found = verified({});
        EXPECT_NE(found.status, 0) << statement << "\n" << found.out;
        EXPECT_NE(found.err.find("audit."), std::string::npos) << found.err;
        restore();
    }
};

TEST(R6, every_way_to_alter_the_log_in_the_database_is_found) {  // threat 48
    Stopped stopped;
    stopped.stop();
    auto at = " where seq = 3 and " + stopped.chain;
    for (auto const* column : {"by_actor = 'instance'", "act = 'users.delete'", "at = at + 1",
                               "target = 'user:usr_x'", "place = place + 1", "request_id = 'req_x'",
                               "details = '{}'", "salt = x'00'", "details_digest = zeroblob(32)",
                               "hash = zeroblob(32)", "moved_to = 7", "event_id = zeroblob(16)"})
        stopped.finds("update audit set " + std::string(column) + at);
    stopped.finds("update audit set personal = '{}' where personal is not null and seq = 2 and " +
                  stopped.chain);
    stopped.finds("delete from audit where seq = 1 and " + stopped.chain);
    stopped.finds("delete from audit" + at);
    stopped.finds("delete from audit where seq = (select max(seq) from audit where " +
                  stopped.chain + ") and " + stopped.chain);
    stopped.finds("update audit set seq = -seq where seq in (2, 3) and " + stopped.chain);
    stopped.finds(
        "insert into audit select account_id, seq + 1000, randomblob(16), at, act, "
        "by_actor, target, place, request_id, details, salt, details_digest, hash, "
        "personal, personal_salt, personal_digest, moved_to from audit" +
        at);
    EXPECT_EQ(stopped.verified({}).status, 0);
}

TEST(R6, reordered_events_are_found) {
    Stopped stopped;
    stopped.stop();
    {
        Database sql(stopped.server);
        sql.change("update audit set seq = -2 where seq = 2 and " + stopped.chain);
        sql.change("update audit set seq = 2 where seq = 3 and " + stopped.chain);
        sql.change("update audit set seq = 3 where seq = -2 and " + stopped.chain);
    }
    EXPECT_NE(stopped.verified({}).status, 0);
}

TEST(R6, who_cuts_the_end_off_and_mends_the_account_is_found_by_a_kept_checkpoint) {
    Stopped stopped;
    auto kept = stopped.server.run({"audit", "checkpoint", "--account", stopped.account.slug()});
    auto key = stopped.server.run({"audit", "key"});
    ASSERT_EQ(kept.status, 0) << kept.err;
    ASSERT_EQ(key.out.size(), 65U) << key.out;
    key.out.pop_back();
    auto file = stopped.server.data() + "/kept.json";
    std::ofstream(file) << kept.out;
    EXPECT_EQ(stopped.verified({"--checkpoint", file, "--key", key.out}).status, 0);
    stopped.stop();
    {
        Database sql(stopped.server);
        sql.change("delete from audit where seq > 2 and " + stopped.chain);
        sql.change(
            "update accounts set audit_seq = 2, audit_head = (select hash from audit "
            "where seq = 2 and " +
            stopped.chain + ")");
    }
    EXPECT_EQ(stopped.verified({}).status, 0) << "a bare chain can be made anew";
    auto found = stopped.verified({"--checkpoint", file, "--key", key.out});
    EXPECT_NE(found.status, 0);
    EXPECT_NE(found.err.find("audit.broken"), std::string::npos) << found.err;
}

// An export as a file, and what the program says of it without any server.
struct Exported {
    Account account = stamps();
    std::string text, key;
    store::TemporaryDirectory folder;

    Exported() {
        account.join("ulf", {"user"});
        text = account.server().run({"audit", "export", "--account", account.slug()}).out;
        key = account.server().run({"audit", "key"}).out.substr(0, 64);
    }
    Output verdict(std::string const& what, std::vector<std::string> more = {}) {
        auto path = folder.path() + "/export";
        std::ofstream(path) << what;
        std::vector<std::string> words{"audit", "verify", path, "--key", key};
        words.insert(words.end(), more.begin(), more.end());
        return account.server().run(words);
    }
    std::vector<std::string> lines() const {
        std::vector<std::string> all;
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) all.push_back(line + "\n");
        return all;
    }
};

TEST(R6, an_export_whose_end_was_cut_off_is_found) {
    Exported exported;
    EXPECT_EQ(exported.verdict(exported.text).status, 0);
    auto lines = exported.lines();
    std::string without_checkpoint, shorter;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) without_checkpoint += lines[i];
    for (std::size_t i = 0; i + 2 < lines.size(); ++i) shorter += lines[i];
    shorter += lines.back();
    auto bare = exported.verdict(without_checkpoint);
    EXPECT_NE(bare.status, 0);
    EXPECT_NE(bare.err.find("audit.no_checkpoint"), std::string::npos) << bare.err;
    EXPECT_NE(exported.verdict(shorter).status, 0);
    std::swap(lines[1], lines[2]);
    std::string reordered;
    for (auto const& line : lines) reordered += line;
    EXPECT_NE(exported.verdict(reordered).status, 0);
    EXPECT_NE(exported.verdict("").status, 0);
}

TEST(R6, a_checkpoint_that_another_key_signed_or_somebody_altered_is_found) {
    Exported exported;
    Server other;
    auto their_key = other.run({"audit", "key"}).out.substr(0, 64);
    EXPECT_NE(exported.verdict(exported.text, {"--key", their_key}).status, 0);
    auto altered = exported.text;
    auto at = altered.rfind("\"signature\":\"") + 13;
    altered[at] = altered[at] == '0' ? '1' : '0';
    auto found = exported.verdict(altered);
    EXPECT_NE(found.status, 0);
    EXPECT_NE(found.err.find("audit.checkpoint"), std::string::npos) << found.err;
}

TEST(R6, the_page_follows_the_chain_and_says_how_far) {
    Busy busy;
    auto verified = busy.account.owner.get("/audit/verification");
    ASSERT_EQ(verified.status, 200) << verified.body;
    EXPECT_EQ(verified.text("state"), "whole");
    EXPECT_GE(std::stoi(verified.text("count")), 8);
    EXPECT_EQ(verified.text("head").size(), 64U);
    EXPECT_EQ(busy.account.owner.get("/audit/verification?after=made-up").code(), "id.malformed");
    auto checkpoint = busy.account.owner.get("/audit/checkpoint");
    EXPECT_EQ(checkpoint.text("account"), busy.account.id());
    EXPECT_EQ(checkpoint.text("signature").size(), 128U);
}

// ---- RT30

struct TwoPlaces {
    Account account = Server::shared().open("sendpro-online", {.plan = "sites"});
    std::string l1 = account.location("L1"), l2 = account.location("L2");
    Person lin = account.join("lin", Terms{{"admin"}, l1});
    Person uli = account.join("uli", Terms{{}, l1});
};

TEST(RT30, case_74_a_move_is_seen_from_both_homes_and_the_other_reads_elsewhere) {
    TwoPlaces places;
    auto& uli = places.uli;
    ASSERT_EQ(places.account.owner.patch(uli.path(), json::Object{{"home", places.l2}}).status,
              200);
    auto seen = places.lin.get("/audit?target=" + uli.id + "&act=users.edit");
    ASSERT_EQ(seen.count("items"), 1U) << seen.body;
    EXPECT_EQ(seen.text("items.0.place.name"), "L1");
    EXPECT_EQ(seen.text("items.0.moved_to.name"), "");
    EXPECT_EQ(seen.text("items.0.elsewhere"), "true");
    EXPECT_EQ(seen.text("items.0.details.after.home"), "elsewhere");
    EXPECT_EQ(seen.text("items.0.by.id"), "user:" + places.account.owner.id);
    EXPECT_EQ(seen.text("items.0.by.email"), "");  // at home in the account, out of sight
    EXPECT_EQ(seen.text("items.0.address"), "");
    EXPECT_EQ(seen.text("items.0.chain.seq"), "");
    EXPECT_FALSE(seen.holds("L2"));
    auto one = places.lin.get("/audit/events/" + seen.text("items.0.id"));
    EXPECT_EQ(one.status, 200);
    EXPECT_EQ(one.text("chain.seq"), "");  // sequence numbers tell how much happens elsewhere
    ASSERT_EQ(places.account.owner.patch(uli.path(), json::Object{{"home", places.l1}}).status,
              200);
    auto back = places.lin.get("/audit?target=" + uli.id + "&act=users.edit");
    EXPECT_EQ(back.count("items"), 2U) << "the new home's reader sees who came";
    EXPECT_EQ(back.text("items.0.details.before.home"), "elsewhere");
}

// Eve administers all from Boston, Dan from the account itself; Lea administers Boston alone.
struct Boston {
    Account account = Server::shared().open("pitneyship", {.plan = "enterprise"});
    std::string east = place("East"), boston = place("Boston", east), troy = place("Troy", east);
    Person eve = joined("eve", boston, {{"ladder", "admin"}, {"level", "enterprise"}});
    Person dan = joined("dan", "account", {{"ladder", "admin"}, {"level", "enterprise"}});
    Person lea =
        joined("lea", boston,
               {{"ladder", "admin"}, {"level", "location"}, {"places", json::Array{boston}}});
    Person sam = joined("sam", boston, {{"ladder", "admin"}});

    std::string place(std::string const& name, std::string const& below = "") {
        json::Object body{{"name", name}};
        if (!below.empty()) body.emplace_back("parent", below);
        return account.owner.post("/places", body).text("id");
    }
    Person joined(std::string const& name, std::string const& home, json::Object const& level) {
        auto user = account.new_user(name);
        user.emplace_back("home", home);
        user.emplace_back("levels", json::Array{level});
        auto added = account.owner.post("/users", user);
        EXPECT_EQ(added.status, 201) << added.body;
        return account.follow(name);
    }
    Answer seen(std::string const& act) {
        return lea.get("/audit?target=" + sam.id + "&act=" + act);
    }
};

TEST(RT30, case_74_an_actor_is_read_by_name_and_by_address_only_where_in_sight) {
    Boston at;
    ASSERT_EQ(at.dan.put(at.sam.path() + "/suspension").status, 200);
    ASSERT_EQ(at.eve.patch(at.sam.path(), json::Object{{"home", at.troy}}).status, 200);
    auto by_dan = at.seen("users.suspend");
    ASSERT_EQ(by_dan.count("items"), 1U) << by_dan.body;
    EXPECT_EQ(by_dan.text("items.0.by.name"), "Dan Tester");
    EXPECT_EQ(by_dan.text("items.0.by.email"), "") << "out of Lea's sight: by name alone";
    EXPECT_EQ(by_dan.text("items.0.address"), "");
    EXPECT_FALSE(by_dan.holds(at.dan.email));
    auto by_eve = at.seen("users.edit");
    ASSERT_EQ(by_eve.count("items"), 1U) << by_eve.body;
    EXPECT_EQ(by_eve.text("items.0.by.name"), "Eve Tester");
    EXPECT_EQ(by_eve.text("items.0.by.email"), at.eve.email) << "her home is Boston";
    EXPECT_EQ(by_eve.text("items.0.address"), "127.0.0.1");
    EXPECT_EQ(by_eve.text("items.0.place.name"), "Boston");
    EXPECT_EQ(by_eve.text("items.0.details.after.home"), "elsewhere");
    EXPECT_FALSE(by_eve.holds("Troy"));
    ASSERT_EQ(at.dan.patch(at.eve.path(), json::Object{{"home", at.troy}}).status, 200);
    auto later = at.seen("users.edit");
    EXPECT_EQ(later.text("items.0.by.name"), "Eve Tester");
    EXPECT_EQ(later.text("items.0.by.email"), "") << "her home is Boston no more";
}

TEST(RT30, events_elsewhere_are_none_by_any_filter) {
    TwoPlaces places;
    auto lex = places.account.join("lex", Terms{{}, places.l2});
    ASSERT_EQ(places.account.owner.patch(lex.path(), json::Object{{"name", "Hidden"}}).status, 200);
    for (auto query : {std::string("?text=hidden"), "?target=" + lex.id, "?actor=" + lex.id}) {
        auto found = places.lin.get("/audit" + query);
        EXPECT_EQ(found.count("items"), 0U) << found.body;
        EXPECT_EQ(found.text("next"), "");
    }
    EXPECT_EQ(places.lin.get("/audit?place=" + places.l2).status, 404);
    auto hidden = places.account.owner.get("/audit?act=users.edit").text("items.0.id");
    EXPECT_EQ(places.lin.get("/audit/events/" + hidden).status, 404);
    EXPECT_EQ(
        places.account.owner.get("/audit?place=" + places.l1 + "&target=" + lex.id).count("items"),
        0U);
}

TEST(RT32, that_an_address_is_a_user_here_is_recorded_in_batches) {
    Busy busy;
    auto taken = json::Object{{"emails", json::Array{busy.ulf.email, busy.max.email}}};
    ASSERT_EQ(busy.account.owner.post("/invitations", taken).status, 200);
    auto event = busy.audit("?act=users.exists");
    EXPECT_EQ(event.text("items.0.by.id"), "user:" + busy.account.owner.id);
    EXPECT_EQ(event.text("items.0.details.count"), "2");
    EXPECT_FALSE(event.holds(busy.ulf.email));
}

}  // namespace
}  // namespace usher::testing
