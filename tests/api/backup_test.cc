// docs/operate/backup.md, step by step: the disaster, and what a backup refuses.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "support/account.h"
#include "support/mail_server.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

std::string put(std::string const& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
    ::chmod(path.c_str(), 0600);
    return path;
}

mode_t mode_of(std::string const& path) {
    struct stat found{};
    return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 07777 : 0;
}

// People who go on working whatever the operators do.
class Load {
 public:
    Load(Account& account, int people) {
        for (int n = 0; n < people; ++n)
            threads_.emplace_back([this, &account, admin = account.owner, n]() mutable {
                for (int i = 0; !enough_; ++i) {
                    auto name = "p" + std::to_string(n) + "-" + std::to_string(i);
                    auto added = admin.post("/users", account.new_user(name));
                    EXPECT_EQ(added.status, 201) << added.body;
                    std::lock_guard hold(mutex_);
                    acknowledged_.push_back(added.text("id"));
                }
            });
    }
    ~Load() { end(); }
    std::vector<std::string> so_far() {
        std::lock_guard hold(mutex_);
        return acknowledged_;
    }
    void wait_for(std::size_t more) {
        auto until = so_far().size() + more;
        EXPECT_TRUE(waited([&] { return so_far().size() >= until; }));
    }
    void end() {
        enough_ = true;
        threads_.clear();
    }

 private:
    std::mutex mutex_;
    std::vector<std::string> acknowledged_;
    std::atomic<bool> enough_ = false;
    std::vector<std::jthread> threads_;
};

TEST(Backup, after_a_disaster_all_that_was_acknowledged_before_the_backup_is_there) {
    store::TemporaryDirectory safe;
    Server lost;
    auto account = lost.open("stamps", {.plan = "premier", .seats = 100'000});
    auto secret = put(safe.path() + "/secret", std::string(64, 'c') + "\n");
    auto file = safe.path() + "/usher.backup";
    Load load(account, 3);
    load.wait_for(20);
    auto before = load.so_far();
    auto made = lost.run({"backup", file, "--secret", secret, "--with-instance-key"});
    ASSERT_EQ(made.status, 0) << made.err;
    auto after = load.so_far();
    load.end();
    EXPECT_GT(after.size(), before.size()) << "nobody waited for the backup";
    EXPECT_EQ(mode_of(file), 0600u);
    EXPECT_EQ(mode_of(lost.data() + "/backup"), 0u) << "nothing is left of its work";
    lost.kill();
    std::filesystem::remove_all(lost.data());

    Server found(Server::Start::later);
    auto restored = Server::run_as_is({"restore", file, found.data(), "--secret", secret});
    ASSERT_EQ(restored.status, 0) << restored.err;
    for (auto const* name : {"/usher.db", "/instance.key"})
        EXPECT_EQ(mode_of(found.data() + name), 0600u) << name;
    EXPECT_EQ(mode_of(found.data()), 0700u);
    found.start();
    auto owner = account.owner;
    owner.client.moved_to(found.url());
    ASSERT_EQ(owner.sign_in().status, 200);
    for (auto const& id : before) EXPECT_EQ(owner.get("/users/" + id).status, 200) << id;
    auto verified = found.run({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
    EXPECT_NE(found.run({"audit", "export"}).out.find("backup.restore"), std::string::npos);
    EXPECT_EQ(owner.post("/users", account.new_user("later")).status, 201) << "life goes on";
    found.mail_to(account.address("later"));
}

// One small backup in each form, and where things of a test lie.
class BackupTest : public ::testing::Test {
 protected:
    static Server& server() {
        static Server server;
        static auto account = server.open("stamps");
        return server;
    }
    std::string at(std::string_view name) const { return folder_.path() + "/" + std::string(name); }
    std::string made(std::string_view name, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"backup", at(name)};
        words.insert(words.end(), more.begin(), more.end());
        auto done = server().run(words);
        EXPECT_EQ(done.status, 0) << done.err;
        return at(name);
    }
    std::string refused_backup(std::vector<std::string> words) const {
        words.insert(words.begin(), "backup");
        auto done = server().run(words);
        EXPECT_EQ(done.status, 1) << done.out;
        return done.err;
    }
    // What a restore says that is refused; nothing is there afterwards.
    std::string refused(std::string const& file, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"restore", file, at("new")};
        words.insert(words.end(), more.begin(), more.end());
        auto done = Server::run_as_is(words);
        EXPECT_EQ(done.status, 1) << done.out;
        EXPECT_FALSE(std::filesystem::exists(at("new"))) << done.err;
        return done.err;
    }
    std::string secret(std::string_view text = "a passphrase of some length") const {
        return put(at("secret"), text);
    }
    std::string instance_key() const { return server().data() + "/instance.key"; }

    store::TemporaryDirectory folder_;
};

#define EXPECT_SAYS(text, key) EXPECT_NE((text).find("(" key ")"), std::string::npos) << (text)

TEST_F(BackupTest, the_key_of_the_instance_is_kept_apart_unless_it_is_asked_for) {
    auto file = made("clear");
    auto key = support::read_file(instance_key()).substr(0, 64);
    EXPECT_EQ(support::read_file(file).find(key), std::string::npos);
    EXPECT_SAYS(refused_backup({at("other"), "--with-instance-key"}), "backup.key_in_clear");
    EXPECT_SAYS(refused(file), "backup.key_needed");
    EXPECT_SAYS(refused(file, {"--instance-key", put(at("key"), std::string(64, 'e'))}),
                "backup.other_key");
    auto done = Server::run_as_is({"restore", file, at("new"), "--instance-key", instance_key()});
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_EQ(support::read_file(at("new/instance.key")), support::read_file(instance_key()));
}

TEST_F(BackupTest, a_lost_key_is_replaced_only_when_somebody_says_so) {
    auto file = made("clear");
    auto done = Server::run_as_is({"restore", file, at("new"), "--new-instance-key"});
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_TRUE(std::filesystem::exists(at("new/instance.key"))) << "made with the data";
}

TEST_F(BackupTest, an_encrypted_one_shows_nothing_and_opens_with_its_secret_alone) {
    auto file = made("sealed", {"--secret", secret()});
    auto text = support::read_file(file);
    EXPECT_EQ(text.find("SQLite"), std::string::npos);
    EXPECT_EQ(text.find("stamps"), std::string::npos);
    EXPECT_SAYS(refused(file), "backup.secret_needed");
    EXPECT_SAYS(refused(file, {"--secret", put(at("other"), "another passphrase")}),
                "backup.wrong_secret");
    EXPECT_SAYS(refused(file, {"--secret", put(at("short"), "short")}), "backup.secret");
    EXPECT_SAYS(refused_backup({at("weak"), "--secret", put(at("short"), "short")}),
                "backup.secret");
    EXPECT_FALSE(std::filesystem::exists(at("weak")));
    EXPECT_FALSE(std::filesystem::exists(at("weak.part")));
    auto done = Server::run_as_is({"restore", file, at("new"), "--secret", at("secret"),
                                   "--instance-key", instance_key(), "--json"});
    EXPECT_EQ(done.status, 0) << done.err;
    EXPECT_TRUE(json::parse(done.out));
}

TEST_F(BackupTest, one_that_was_cut_off_or_altered_anywhere_is_refused) {
    auto with_key = std::vector<std::string>{"--instance-key", instance_key()};
    auto with_both = with_key;
    with_both.insert(with_both.end(), {"--secret", secret(std::string(64, '7'))});
    struct Form {
        std::string file;
        std::vector<std::string> words;
    };
    for (auto const& [file, words] :
         {Form{made("clear"), with_key},
          Form{made("sealed", {"--secret", at("secret")}), with_both}}) {
        auto whole = support::read_file(file);
        for (auto size : {whole.size() - 1, whole.size() - 32, whole.size() / 2, std::size_t{700},
                          std::size_t{30}, std::size_t{0}})
            refused(put(at("cut"), whole.substr(0, size)), words);
        refused(put(at("longer"), whole + "x"), words);
        for (auto where : {whole.size() - 1, whole.size() - 40, whole.size() / 2, whole.size() / 3,
                           std::size_t{300}, std::size_t{60}, std::size_t{14}}) {
            auto altered = whole;
            altered[where] ^= 1;
            refused(put(at("altered"), altered), words);
        }
        auto half = refused(put(at("cut"), whole.substr(0, whole.size() / 2)), words);
        EXPECT_SAYS(half, "backup.cut_off");
        auto altered = whole;
        altered[whole.size() / 2] ^= 1;
        EXPECT_SAYS(refused(put(at("altered"), altered), words), "backup.altered");
    }
    EXPECT_SAYS(refused(put(at("none"), "something else altogether")), "backup.not_one");
    EXPECT_SAYS(refused(at("nowhere")), "backup.file");
}

TEST_F(BackupTest, one_of_a_later_version_is_refused) {
    auto whole = support::read_file(made("clear"));
    auto at_number = whole.find("\"migrations\":") + 13;
    auto end = whole.find(',', at_number);
    whole.replace(at_number, end - at_number, "999");
    EXPECT_SAYS(refused(put(at("newer"), whole)), "backup.newer");
    EXPECT_SAYS(refused(put(at("format"), "usher backup 2\n{}\n and whatever comes then")),
                "backup.newer");
}

TEST_F(BackupTest, nothing_is_ever_replaced) {
    auto file = made("clear");
    EXPECT_SAYS(refused_backup({file}), "backup.exists");
    EXPECT_SAYS(refused_backup({at("no/such/folder")}), "backup.file");
    std::filesystem::create_directory(at("full"));
    put(at("full/something"), "of somebody");
    auto done = Server::run_as_is({"restore", file, at("full"), "--instance-key", instance_key()});
    EXPECT_SAYS(done.err, "backup.not_empty");
    EXPECT_EQ(support::read_file(at("full/something")), "of somebody");
    done = Server::run_as_is({"restore", file, server().data(), "--instance-key", instance_key()});
    EXPECT_SAYS(done.err, "backup.not_empty");
    std::filesystem::create_directory(at("empty"));
    done = Server::run_as_is({"restore", file, at("empty"), "--instance-key", instance_key()});
    EXPECT_EQ(done.status, 0) << done.err;
}

TEST_F(BackupTest, sessions_and_links_end_where_that_is_asked_for) {
    Server first;
    auto account = first.open("stamps", {.plan = "premier"});
    ASSERT_EQ(account.owner.post("/users", account.new_user("max")).status, 201);
    auto token = first.token_to(account.address("max"));
    ASSERT_EQ(first.run({"backup", at("file")}).status, 0);
    for (bool ends : {false, true}) {
        Server second(Server::Start::later);
        std::vector<std::string> words{"restore", at("file"), second.data(), "--instance-key",
                                       first.data() + "/instance.key"};
        if (ends) words.push_back("--end-sessions");
        ASSERT_EQ(Server::run_as_is(words).status, 0);
        second.start();
        auto owner = account.owner;
        owner.client.moved_to(second.url());
        EXPECT_EQ(owner.get("/users").status, ends ? 401 : 200);
        EXPECT_EQ(second.client().post("/v1/join/look", json::Object{{"token", token}}).status,
                  ends ? 410 : 200);
    }
}

TEST_F(BackupTest, it_works_without_a_server_too_and_a_broken_chain_is_never_put_away) {
    Server server;
    auto account = server.open("stamps");
    server.stop();
    EXPECT_EQ(server.run({"backup", at("stopped")}).status, 0);
    auto file = server.data() + "/usher.db";
    {
        SteeredClock clock;
        SeededRandom random;
        auto store =
            *store::Store::open({.directory = server.data(), .clock = &clock, .random = &random});
        auto done = store->write([](store::Tx& tx) {
            return tx.exec(
                "update audit set act = 'users.nothing' where seq = 1 "
                "/* across accounts: the test alters them */");
        });
        ASSERT_TRUE(done);
    }
    auto refused = server.run({"backup", at("broken")});
    EXPECT_SAYS(refused.err, "backup.broken");
    EXPECT_FALSE(std::filesystem::exists(at("broken")));
    EXPECT_FALSE(std::filesystem::exists(server.data() + "/backup"));
}

std::size_t noted(Server& server) {
    auto chain = server.run({"audit", "export"});
    EXPECT_EQ(chain.status, 0) << chain.err;
    std::size_t found = 0;
    for (auto at = chain.out.find("backup.make"); at != std::string::npos;
         at = chain.out.find("backup.make", at + 1))
        ++found;
    return found;
}

TEST(Backup, each_one_stands_in_the_log_of_the_operators_whether_a_server_runs_or_not) {
    Server server;
    store::TemporaryDirectory folder;
    ASSERT_EQ(noted(server), 0u);
    auto made = server.run({"backup", folder.path() + "/one"});
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(made.err, "");
    EXPECT_EQ(noted(server), 1u);
    auto refused = server.run({"backup", folder.path() + "/one"});
    EXPECT_EQ(refused.status, 1) << "it is there already";
    EXPECT_EQ(noted(server), 1u) << "none was made";
    server.stop();
    EXPECT_EQ(server.run({"backup", folder.path() + "/two"}).status, 0);
    server.start();
    EXPECT_EQ(noted(server), 2u);
    EXPECT_EQ(server.run({"audit", "verify"}).status, 0);
    auto says = server.client().post("/v1/backups", json::Object{{"at", "2026-11-22T03:15:00Z"},
                                                                 {"accounts", 1},
                                                                 {"events", 1},
                                                                 {"bytes", 1},
                                                                 {"encrypted", false},
                                                                 {"instance_key", false}});
    EXPECT_EQ(says.code(), "signin.needed") << "over the network nobody says so";
    EXPECT_EQ(noted(server), 2u);
}

TEST(Backup, a_folder_keeps_the_newest_and_whatever_else_lies_there) {
    Server server;
    store::TemporaryDirectory folder;
    auto into = folder.path() + "/nightly";
    for (auto const* there : {"usher-20200101T000000Z", "usher-20200102T000000Z", "before-2.0"}) {
        std::filesystem::create_directories(into);
        put(into + "/" + there, "x");
    }
    auto made = server.run({"backup", into, "--keep", "2", "--json"});
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_NE(made.out.find("\"removed\":[\"usher-20200101T000000Z\"]"), made.out.npos) << made.out;
    EXPECT_FALSE(std::filesystem::exists(into + "/usher-20200101T000000Z"));
    EXPECT_TRUE(std::filesystem::exists(into + "/usher-20200102T000000Z"));
    EXPECT_TRUE(std::filesystem::exists(into + "/before-2.0"));
    auto file = json::parse(made.out);
    ASSERT_TRUE(file);
    auto back = folder.path() + "/back";
    auto restored =
        Server::run_as_is({"restore", *file->member("file")->text(), back, "--new-instance-key"});
    EXPECT_EQ(restored.status, 0) << restored.err;
    EXPECT_NE(server.run({"backup", into, "--keep", "0"}).status, 0);
}

}  // namespace
}  // namespace usher::testing
