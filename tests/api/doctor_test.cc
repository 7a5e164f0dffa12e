// `usher doctor` (docs/operate/doctor.md): each thing that can be wrong is found, and what to do
// is said.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "signin/breached_testing.h"
#include "support/account.h"

namespace usher::testing {
namespace {

// A certificate for that name, its own authority; where its files lie.
void make_certificate(std::string const& folder, std::string const& name, int days) {
    auto command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days " +
                   std::to_string(days) + " -subj /CN=" + name +
                   " -addext subjectAltName=DNS:" + name + " -keyout " + folder + "/key.pem -out " +
                   folder + "/certificate.pem 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << "openssl is missing";
}

class DoctorTest : public ::testing::Test {
 protected:
    Output look(std::vector<std::string> more = {}) {
        std::vector<std::string> words{"doctor", "--smtp-url", server_.smtp_url()};
        words.insert(words.end(), more.begin(), more.end());
        return server_.run(words);
    }
    // Wrong, with what to do.
    void expect_wrong(Output const& found, std::string_view says, std::string_view todo) {
        EXPECT_EQ(found.status, 1) << found.out;
        EXPECT_NE(found.out.find(says), std::string::npos) << found.out;
        EXPECT_NE(found.out.find(todo), std::string::npos) << found.out;
    }

    Server server_;
    store::TemporaryDirectory folder_;
};

TEST_F(DoctorTest, finds_nothing_wrong_where_nothing_is) {
    auto found = look();
    EXPECT_EQ(found.status, 0) << found.out;
    EXPECT_EQ(found.out.find("wrong  "), std::string::npos) << found.out;
    for (auto const* good : {"reads and writes", "The instance's key is in", "answers"})
        EXPECT_NE(found.out.find(good), std::string::npos) << found.out;
    auto as_json = json::parse(look({"--json"}).out);
    ASSERT_TRUE(as_json);
    EXPECT_EQ(*as_json->member("state")->text(), "ok");
    EXPECT_GE(as_json->member("findings")->array()->size(), 7u);
    server_.stop();
    EXPECT_NE(look().out.find("No server runs"), std::string::npos);
}

TEST_F(DoctorTest, finds_what_others_can_read) {
    ::chmod((server_.data() + "/usher.db").c_str(), 0644);
    expect_wrong(look(), "can be read by others", "chmod 600 " + server_.data() + "/usher.db");
    ::chmod((server_.data() + "/usher.db").c_str(), 0600);
    ::chmod(server_.data().c_str(), 0755);
    expect_wrong(look(), "is open to others", "chmod 700");
    ::chmod(server_.data().c_str(), 0700);
    ::chmod((server_.data() + "/instance.key").c_str(), 0640);
    expect_wrong(look(), "may be read by others", "readable by its owner only");
}

TEST_F(DoctorTest, finds_a_key_that_is_missing_and_makes_none) {
    server_.stop();
    auto key = server_.data() + "/instance.key";
    std::filesystem::rename(key, key + ".away");
    expect_wrong(look(), "is missing", "Put the key back");
    EXPECT_FALSE(std::filesystem::exists(key));
}

TEST_F(DoctorTest, finds_a_mail_server_that_does_not_answer) {
    expect_wrong(server_.run({"doctor", "--smtp-url", "smtp://127.0.0.1:1"}),
                 "The mail server could not be used", "none is lost");
    server_.refuse_mail(true);
    EXPECT_EQ(look().status, 0) << "it answers, and no mail is sent";
}

TEST_F(DoctorTest, finds_a_last_write_that_lies_in_the_future) {
    server_.steer(days(3));
    auto account = server_.open("stamps");
    expect_wrong(look(), "in the future", "Set the clock");
}

TEST_F(DoctorTest, finds_data_of_another_version) {
    server_.stop();
    {
        SteeredClock clock;
        SeededRandom random;
        auto store =
            *store::Store::open({.directory = server_.data(), .clock = &clock, .random = &random});
        auto done = store->write([](store::Tx& tx) {
            return tx.exec(
                "insert into migrations (number, name, digest, applied_at) "
                "values (999, '0999_later.sql', '', 0)");
        });
        ASSERT_TRUE(done);
    }
    expect_wrong(look(), "made by a later version", "Start the version of Usher");
}

TEST_F(DoctorTest, finds_a_certificate_that_does_not_fit) {
    make_certificate(folder_.path(), "users.example.com", 365);
    std::vector<std::string> words{"--tls-certificate", folder_.path() + "/certificate.pem",
                                   "--tls-key", folder_.path() + "/key.pem", "--public-url"};
    auto with = [&](std::string const& url) {
        auto all = words;
        all.push_back(url);
        return look(all);
    };
    EXPECT_EQ(with("https://users.example.com").status, 0);
    expect_wrong(with("https://other.example.com"), "is not for other.example.com",
                 "mend public_url");
    ::chmod((folder_.path() + "/key.pem").c_str(), 0644);
    expect_wrong(with("https://users.example.com"), "can be read by everybody", "chmod 600");
    std::ofstream(folder_.path() + "/key.pem") << "no key";
    expect_wrong(with("https://users.example.com"), "key.pem", "Put a certificate in force there");
    std::filesystem::remove(folder_.path() + "/key.pem");  // with what others may do
    make_certificate(folder_.path(), "users.example.com", 5);
    auto soon = with("https://users.example.com");
    EXPECT_EQ(soon.status, 0) << "a notice";
    EXPECT_NE(soon.out.find("The certificate ends in"), std::string::npos) << soon.out;
}

TEST_F(DoctorTest, says_how_old_the_last_good_backup_is) {
    auto never = look();
    EXPECT_NE(never.out.find("No backup of this data was ever made."), std::string::npos);
    EXPECT_NE(never.out.find("usher-backup.timer"), std::string::npos) << "and what to do";
    EXPECT_EQ(never.status, 0) << "a notice";
    ASSERT_EQ(server_.run({"backup", folder_.path() + "/backup"}).status, 0);
    auto fresh = look();
    EXPECT_NE(fresh.out.find("ok      backup       The last good backup is of"), std::string::npos)
        << fresh.out;
    server_.stop();
    auto grows_older_by = [&](Duration span) {
        SteeredClock clock;
        SeededRandom random;
        auto store =
            *store::Store::open({.directory = server_.data(), .clock = &clock, .random = &random});
        auto done = store->write([&](store::Tx& tx) {
            return tx.exec("update instance set backup_at = backup_at - $1", span.ms);
        });
        ASSERT_TRUE(done);
    };
    grows_older_by(hours(35));
    EXPECT_NE(look().out.find("ok      backup"), std::string::npos) << "35 hours";
    grows_older_by(hours(2));
    auto old = look();
    EXPECT_NE(old.out.find("notice  backup"), std::string::npos) << old.out;
    EXPECT_NE(old.out.find("37 hours ago"), std::string::npos) << old.out;
    grows_older_by(days(6));
    expect_wrong(look(), "7 days ago", "journalctl -u usher-backup");
}

TEST_F(DoctorTest, tells_of_the_list_of_breached_passwords) {
    auto none = look();
    EXPECT_NE(none.out.find("ok      passwords    No list of breached passwords is named"),
              std::string::npos)
        << none.out;
    auto list = folder_.path() + "/breached";
    std::vector<std::string> const named{"--breached-passwords", list};
    expect_wrong(look(named), "passwords.breached names " + list + ", which cannot be opened",
                 "Put a whole list there");
    std::ofstream(list) << "letmein\n";
    expect_wrong(look(named), "has no such line at byte 0", "the next start is refused");
    std::ofstream(list) << signin::breached_list({"letmein", "sesame"});
    auto good = look(named);
    EXPECT_EQ(good.status, 0) << good.out;
    EXPECT_NE(good.out.find("ok      passwords    New passwords are held against " + list +
                            ": 86 bytes, written 2"),
              std::string::npos)
        << good.out;
    auto of = std::filesystem::last_write_time(list);
    std::filesystem::last_write_time(list, of - std::chrono::hours(24 * 400));
    auto old = look(named);
    EXPECT_EQ(old.status, 0) << "a notice";
    EXPECT_NE(old.out.find("notice  passwords"), std::string::npos) << old.out;
    EXPECT_NE(old.out.find(", 400 days ago."), std::string::npos) << old.out;
    EXPECT_NE(old.out.find("Fetch it anew"), std::string::npos) << old.out;
}

// Root reads what the server cannot, and is told so.
TEST_F(DoctorTest, tells_root_of_a_list_that_the_server_cannot_read) {
    server_.stop();
    constexpr uid_t nobody = 65534;
    auto list = folder_.path() + "/breached";
    std::ofstream(list) << signin::breached_list({"letmein", "sesame"});
    ::chmod(list.c_str(), 0600);
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
    std::vector<std::string> const named{"--breached-passwords", list};
    EXPECT_EQ(look(named).status, 0) << "the data are one's own: so is the server";
    if (::geteuid() != 0) return;  // nobody else can become another user
    for (auto const& one : std::filesystem::recursive_directory_iterator(server_.data()))
        ASSERT_EQ(::chown(one.path().c_str(), nobody, nobody), 0);
    ASSERT_EQ(::chown(server_.data().c_str(), nobody, nobody), 0);
    expect_wrong(look(named), list + " cannot be read by the user whom " + server_.data(),
                 "Let that user read it");
    ASSERT_EQ(::chown(list.c_str(), nobody, nobody), 0);
    EXPECT_EQ(look(named).out.find("wrong   passwords"), std::string::npos);
}

TEST_F(DoctorTest, names_data_that_is_not_there) {
    auto found = Server::run_as_is({"doctor", "--data", folder_.path() + "/nowhere"});
    expect_wrong(found, "is no directory", "Name the right one");
}

}  // namespace
}  // namespace usher::testing
