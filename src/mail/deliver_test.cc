// From the verb that posts to the server that takes: the outbox, the job and the carrier together.
#include "mail/deliver.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "jobs/runner.h"
#include "mail/envelope.h"
#include "mail/outbox.h"
#include "mail/smtp.h"
#include "store/testing.h"
#include "support/mail_server.h"

namespace usher::mail {
namespace {

using support::MailServer;

constexpr std::string_view token = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE";

SealingKey key(std::uint8_t byte = 7) {
    std::array<std::uint8_t, 32> root;
    root.fill(byte);
    return SealingKey(root);
}

Catalogue const& catalogue() {
    static auto const loaded = Catalogue::load(locales());
    return *loaded;
}

Sender sender() { return *parse_sender("no-reply@users.example.com"); }

std::unique_ptr<SmtpServer> smtp(std::string url) {
    auto made = SmtpServer::make(
        {.url = std::move(url), .from = "no-reply@users.example.com", .deliver_s = 10});
    return made ? std::move(*made) : nullptr;
}

Letter invitation(Outbox const& outbox) {
    Letter letter{.to = *Email::parse("tom@northwind.example")};
    letter.recipient_name = "Tóm";
    letter.text = "mail.invitation";
    letter.product = "Stamps.com";
    letter.params = {{"inviter", "Ada"}, {"account", "Northwind"}};
    letter.expires = SteeredClock::start + days(7);
    letter.link = outbox.link("/join#", Secret(std::string(token)));
    return letter;
}

// Everything that one server of Usher has, on a store of its own.
class Mails : public ::testing::Test {
 protected:
    Result<JobId> post(Letter const& letter) {
        return test_->write([&](store::Tx& tx) { return outbox_.post(tx, letter); });
    }
    JobId post() {
        auto posted = post(invitation(outbox_));
        EXPECT_TRUE(posted) << posted.error().detail;
        return posted.value_or(JobId{});
    }
    // Delivers what is due; how many attempts there were.
    std::size_t deliver(Carrier& carrier, SealingKey with = key()) {
        jobs::RunnerOptions options;
        options.log = [this](std::string_view line) { logged_.append(line); };
        jobs::Runner runner(*test_, queue_, {delivery(catalogue(), with, sender(), carrier)},
                            options);
        return runner.run_due();
    }
    jobs::View view(JobId id) {
        return *test_->read([&](store::Snapshot& s) { return jobs::find(s, AccountId{}, id); });
    }
    std::string payload(JobId id) {
        auto row = test_->read([&](store::Snapshot& s) {
            return s.one("select payload from jobs where job_id = $1", id);
        });
        return (*row)->text(0);
    }

    store::TestStore test_;
    jobs::Queue queue_;
    Outbox outbox_{queue_, catalogue(), key(), "https://users.example.com"};
    std::string logged_;
};

std::string header(json::Value const& facts, std::string_view name) {
    for (auto const& pair : *facts.member("headers")->array())
        if (*(*pair.array())[0].text() == name) return *(*pair.array())[1].text();
    return "";
}

bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

TEST_F(Mails, a_letter_arrives_once_and_any_mail_program_reads_it) {
    MailServer server;
    auto carrier = smtp(server.url());
    auto id = post();
    EXPECT_EQ(deliver(*carrier), 1u);
    EXPECT_EQ(deliver(*carrier), 0u);
    auto taken = server.taken();
    ASSERT_EQ(taken.size(), 1u);
    auto const& mail = taken[0];
    EXPECT_EQ(header(mail, "Subject"), "Join Northwind on Stamps.com");
    EXPECT_EQ(header(mail, "To"), "Tóm <tom@northwind.example>");
    EXPECT_EQ(header(mail, "From"), "\"Stamps.com\" <no-reply@users.example.com>");
    EXPECT_EQ(header(mail, "Message-ID"), "<" + id.text() + "@users.example.com>");
    EXPECT_EQ(header(mail, "Auto-Submitted"), "auto-generated");
    auto link = "https://users.example.com/join#" + std::string(token);
    EXPECT_TRUE(has(*mail.member("text")->text(), link)) << *mail.member("text")->text();
    EXPECT_TRUE(has(*mail.member("html")->text(), "href=\"" + link + "\""));
    EXPECT_TRUE(mail.member("defects")->array()->empty());
    EXPECT_EQ(view(id).state, jobs::State::done);
    EXPECT_EQ(payload(id), "");
}

TEST_F(Mails, a_letter_of_a_change_that_failed_is_not_sent) {
    MailServer server;
    auto carrier = smtp(server.url());
    auto refused = test_->write([&](store::Tx& tx) -> Result<void> {
        (void)TRY(outbox_.post(tx, invitation(outbox_)));
        return fail(not_found());
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(deliver(*carrier), 0u);
    EXPECT_TRUE(server.taken().empty());
}

TEST_F(Mails, a_greylisted_letter_arrives_later) {
    MailServer server;
    server.switches(R"({"greylist": 2})");
    auto carrier = smtp(server.url());
    auto id = post();
    deliver(*carrier);
    EXPECT_EQ(view(id).state, jobs::State::waiting);
    EXPECT_TRUE(has(view(id).last_error, "Greylisted"));
    for (int i = 0; i < 2; ++i) {
        test_.clock().set(view(id).due);
        deliver(*carrier);
    }
    EXPECT_EQ(view(id).state, jobs::State::done);
    EXPECT_EQ(view(id).attempts, 3);
    EXPECT_EQ(server.taken().size(), 1u);
}

TEST_F(Mails, a_refused_letter_has_failed_for_all_to_see_and_its_secret_stays_sealed) {
    MailServer server;
    server.switches(R"({"refuse": {"tom@northwind.example": "550 5.1.1 No such user"}})");
    auto carrier = smtp(server.url());
    auto id = post();
    deliver(*carrier);
    test_.clock().advance(hours(12));
    EXPECT_EQ(deliver(*carrier), 0u);
    EXPECT_EQ(view(id).state, jobs::State::failed);
    EXPECT_EQ(view(id).last_error, "The mail server said 550 to the recipient: 5.1.1 No such user");
    auto kept = payload(id);  // an operator may have it sent once more
    EXPECT_FALSE(kept.empty());
    EXPECT_EQ(kept.find("join#"), std::string::npos);
}

TEST_F(Mails, a_server_that_was_down_gets_the_letter_when_it_is_up) {
    auto port = support::free_port();
    auto carrier = smtp("smtp://127.0.0.1:" + std::to_string(port));
    auto id = post();
    deliver(*carrier);
    EXPECT_EQ(view(id).state, jobs::State::waiting);
    MailServer server({"--port", std::to_string(port)});
    EXPECT_EQ(deliver(*carrier), 0u) << "not before its pause is over";
    test_.clock().set(view(id).due);
    deliver(*carrier);
    EXPECT_EQ(view(id).state, jobs::State::done);
    EXPECT_EQ(server.taken().size(), 1u);
}

TEST_F(Mails, a_letter_whose_link_has_expired_is_not_sent) {
    MailServer server;
    auto carrier = smtp(server.url());
    auto id = post();
    test_.clock().advance(days(7));
    deliver(*carrier);
    EXPECT_EQ(view(id).state, jobs::State::failed);
    EXPECT_TRUE(server.taken().empty());
}

TEST_F(Mails, a_letter_sealed_with_another_key_is_not_sent) {
    MailServer server;
    auto carrier = smtp(server.url());
    auto id = post();
    deliver(*carrier, key(8));
    EXPECT_EQ(view(id).last_error, "The letter was sealed with another instance key.");
    EXPECT_TRUE(server.taken().empty());
}

// ---- what is kept, and where links lead
// ----------------------------------------------------------

TEST_F(Mails, the_link_is_nowhere_in_the_store_in_the_clear) {
    MailServer server;
    server.switches(R"({"reply": "451 4.7.1 Suspicious: {body}"})");
    auto carrier = smtp(server.url());
    auto id = post();
    auto before = payload(id);
    EXPECT_FALSE(before.empty());
    EXPECT_FALSE(has(before, token));
    EXPECT_FALSE(has(before, "northwind"));
    deliver(*carrier);
    EXPECT_EQ(view(id).last_error, "The mail server said 451 to the message: 4.7.1");
    EXPECT_TRUE(has(logged_, id.text()));
    EXPECT_FALSE(has(logged_, token));
    for (auto const& file : std::filesystem::directory_iterator(test_.directory()))
        EXPECT_FALSE(has(support::read_file(file.path()), token)) << file.path();
}

TEST_F(Mails, a_letter_moved_to_another_job_does_not_open) {
    SeededRandom random;
    auto sealed_letter = sealed(invitation(outbox_), Time{1}, JobId{{1}}, key(), random);
    EXPECT_TRUE(opened(sealed_letter, JobId{{1}}, key()));
    EXPECT_EQ(opened(sealed_letter, JobId{{2}}, key()).error().key, "mail.sealed");
    sealed_letter.back() ^= 1;
    EXPECT_EQ(opened(sealed_letter, JobId{{1}}, key()).error().key, "mail.sealed");
}

TEST_F(Mails, an_envelope_gives_back_the_letter) {
    SeededRandom random;
    auto letter = invitation(outbox_);
    letter.account = AccountId{{3}};
    letter.language = "pt";
    letter.params.push_back({"note", "\"quoted\"\n{}"});
    auto back = opened(sealed(letter, Time{42}, JobId{{1}}, key(), random), JobId{{1}}, key());
    ASSERT_TRUE(back);
    EXPECT_EQ(back->at, Time{42});
    EXPECT_EQ(back->letter.account, letter.account);
    EXPECT_EQ(back->letter.to.address(), letter.to.address());
    EXPECT_EQ(back->letter.to.key(), letter.to.key());
    EXPECT_EQ(back->letter.recipient_name, letter.recipient_name);
    EXPECT_EQ(back->letter.language, "pt");
    EXPECT_EQ(back->letter.text, letter.text);
    EXPECT_EQ(back->letter.product, letter.product);
    EXPECT_EQ(back->letter.params, letter.params);
    EXPECT_EQ(back->letter.expires, letter.expires);
    EXPECT_EQ(back->letter.link.reveal(), letter.link.reveal());
}

TEST_F(Mails, threat_1_a_link_that_leads_elsewhere_is_not_posted) {
    for (auto elsewhere :
         {"https://evil.example/join#x", "https://users.example.com.evil.example/x",
          "http://users.example.com/join#x", "", "/join#x"}) {
        auto letter = invitation(outbox_);
        letter.link = Secret(elsewhere);
        auto refused = post(letter);
        ASSERT_FALSE(refused) << elsewhere;
        EXPECT_EQ(refused.error().key, "mail.link");
    }
}

TEST_F(Mails, a_letter_that_does_not_fit_its_text_is_not_posted) {
    auto letter = invitation(outbox_);
    letter.params.clear();
    EXPECT_EQ(post(letter).error().key, "mail.no_param");
    letter.text = "mail.unheard_of";
    EXPECT_EQ(post(letter).error().key, "mail.no_text");
}

// ---- crashes (threat 50)
// -------------------------------------------------------------------------

// Ends its process once the server has taken the message, before anybody can note it.
class EndsAfterwards final : public Carrier {
 public:
    explicit EndsAfterwards(Carrier& carrier) : carrier_(carrier) {}
    Carried carry(Message const& message) override {
        auto carried = carrier_.carry(message);
        if (carried.is == Carried::Is::taken) std::raise(SIGKILL);
        return carried;
    }

 private:
    Carrier& carrier_;
};

struct Process {
    Process(std::string const& directory, std::string const& url)
        : store(*store::Store::open({.directory = directory,
                                     .clock = &clock,
                                     .random = &random,
                                     .readers = 2,
                                     .durable = false})),
          outbox(queue, catalogue(), key(), "https://users.example.com"),
          carrier(smtp(url)) {}

    SteeredClock clock;
    SystemRandom random;
    std::unique_ptr<store::Store> store;
    jobs::Queue queue;
    Outbox outbox;
    std::unique_ptr<SmtpServer> carrier;
};

[[noreturn]] void post_deliver_and_die(std::string const& directory, std::string const& url) {
    Process process(directory, url);
    auto posted = process.store->write(
        [&](store::Tx& tx) { return process.outbox.post(tx, invitation(process.outbox)); });
    EndsAfterwards ends(*process.carrier);
    jobs::Runner runner(*process.store, process.queue,
                        {delivery(catalogue(), key(), sender(), ends)});
    if (posted) runner.run_due();
    std::_Exit(1);  // it should not have come so far
}

TEST(AMailServerThatTookALetter, gets_it_again_by_the_same_name_where_usher_was_killed_meanwhile) {
    store::TemporaryDirectory directory;
    MailServer server;
    auto child = ::fork();
    if (child == 0) post_deliver_and_die(directory.path(), server.url());
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    ASSERT_EQ(server.taken().size(), 1u);

    Process again(directory.path(), server.url());
    jobs::Runner runner(*again.store, again.queue,
                        {delivery(catalogue(), key(), sender(), *again.carrier)});
    EXPECT_EQ(runner.run_due(), 1u) << "at once: nobody else can hold the lease";
    EXPECT_EQ(runner.run_due(), 0u);
    auto taken = server.taken();
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_EQ(header(taken[0], "Message-ID"), header(taken[1], "Message-ID"));
    EXPECT_EQ(server.bytes(1), server.bytes(2));
}

// The newer letter is on its way; the older one would only confuse.
TEST_F(Mails, a_letter_whose_link_has_ended_is_dropped) {
    MailServer server;
    auto carrier = smtp(server.url());
    auto post_with = [&](std::string const& ended) {
        auto made = test_->write([&](store::Tx& tx) -> Result<void> {
            TRY(tx.exec("delete from links where account_id = $1", AccountId{}));
            TRY(
                tx.exec("insert into links (digest, purpose, account_id, user_id, email, "
                        "email_key, sent_by, created_at, expires_at, ended_at) values ($1, "
                        "'invitation', $2, $3, '', '', '', 0, 0, case when $4 = '' then null "
                        "else 1 end)",
                        *token_digest(token), AccountId{}, UserId{}, ended));
            return {};
        });
        ASSERT_TRUE(made);
        post();
    };
    post_with("ended");
    EXPECT_EQ(deliver(*carrier), 1u);
    EXPECT_EQ(server.taken().size(), 0u);
    post_with("");
    EXPECT_EQ(deliver(*carrier), 1u);
    EXPECT_EQ(server.taken().size(), 1u);
}

}  // namespace
}  // namespace usher::mail
