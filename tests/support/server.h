// The real program, started by the test: `usher-steered serve` on a free port with a store of its
// own, its mail going to a real SMTP server, its clock steered by the test.
#pragma once

#include <sys/types.h>

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/testing.h"
#include "support/http_client.h"
#include "support/mail_server.h"

namespace usher::testing {

class Account;
struct Opening;

// What a command of the program printed, and how it ended.
struct Output {
    int status = -1;
    std::string out, err;
};

class Server {
 public:
    enum class Start { now, later };
    explicit Server(Start = Start::now);
    explicit Server(std::vector<std::string> more);  // started with further words for `serve`
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;
    // One for all tests of the process: each of them opens an account of its own.
    static Server& shared();

    void start();
    // With another program in front, which becomes this one: strace -D, say.
    void start_under(std::vector<std::string> program_and_words);
    // Another file of the same program: one that can be replaced.
    void start_as(std::string program);
    // The same, where it may end before it serves: whether it does.
    bool try_start_under(std::vector<std::string> program_and_words);
    // `usher restart`; where it says that all went well, this is the successor from then on.
    Output restart();
    void followed();  // the process ended because a successor serves: this is it now
    pid_t process() const { return process_; }
    void kill();  // -9
    void stop();  // as an operator ends it
    std::string const& url() const { return url_; }
    std::string smtp_url() const { return smtp_.url(); }
    std::string data() const { return folder_.path() + "/data"; }
    std::string log() const;             // all that was logged so far
    void logged(std::string_view text);  // waits until it was; ends the process if it never is
    std::string log_file() const { return folder_.path() + "/log"; }
    void signal(int number) const;
    Client client() const { return Client(url_); }

    // Sets the clock forward, or back by a negative duration, and says what it shows.
    Time steer(Duration by) const;
    // The same, once all that is due was tried and noted: what is in the midst of it has its lease
    // for two minutes, and beyond them would be done again, a letter sent twice.
    Time later(Duration by) const;
    // `usher-steered WORDS… --data DATA`
    Output run(std::vector<std::string> words) const;
    // The same without `--data`.
    static Output run_as_is(std::vector<std::string> words);

    // The n-th mail to that address, as tests/smtp/server.py tells of it: waits for it.
    json::Value mail_to(std::string_view email, std::size_t nth = 1);
    void tried_all() const;  // waits until no job that is due is left without an attempt
    // How many have come to it, once all that was due was tried.
    std::size_t mails_to(std::string_view email);
    // The token of the link in it.
    std::string token_to(std::string_view email, std::size_t nth = 1);
    std::vector<json::Value> mails();  // so far

    // Whether the SMTP server refuses every sender for the moment.
    void refuse_mail(bool refuses) {
        smtp_.switches(refuses ? R"({"sender": "451 4.3.0 Not now"})" : "{}");
    }
    void refuse_mail_for_good() { smtp_.switches(R"({"reply": "554 5.7.1 No"})"); }

    Account open(std::string_view blueprint, Opening const&);
    Account open(std::string_view blueprint);

 private:
    std::vector<json::Value> mails_to_now(std::string_view email);
    bool has_tried_all() const;  // no job that is due waits for its first attempt

    store::TemporaryDirectory folder_;
    std::vector<std::string> more_;
    support::MailServer smtp_;
    std::string url_, program_;
    pid_t process_ = -1;
    std::mutex mutex_;
    std::vector<json::Value> mails_;
};

// The program that is tested: $USHER_STEERED_BIN, or the one beside the test's own binary.
std::string program();

}  // namespace usher::testing
