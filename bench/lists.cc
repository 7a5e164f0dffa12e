// Lists of users over HTTP, through the whole program: session, rights, walk, JSON.
//
// One account of 10,000 users at 40 locations is asked for what its administrators ask for: pages,
// searches, filters and sorts of its users, and its other pages, as its owner and as an
// administrator of one location. The same account stands in two installations: alone, which is the
// reference, and beside 9,999 others. They take turns; a round gives the ratio of what a request
// costs beside the others to what it costs alone, by the medians of all requests, and the median of
// the rounds is the result. The slowest in a hundred, with several clients asking at once without a
// pause, is the other result.
//
// Run it by script/bench lists; it works in the current directory.
//   --quick      a small account, few others, one short round: shows that it runs
//   --users N    of the account
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

#include "app/wire.h"
#include "base/text.h"
#include "directory/users.h"
#include "http/server.h"
#include "load.h"

namespace usher {
namespace {

using namespace bench;

struct Size {
    int users = 10'000;
    int others = 9'999;       // accounts
    int users_of_others = 5;  // in each
    int rounds = 7;
    std::chrono::milliseconds turn{2500};
};
constexpr int locations = 40;
constexpr int clients = 4;
constexpr double ratio_goal = 1.2;
constexpr double p99_goal_ms = 10;

// Of the whole process: the server and those who ask it.
double cpu_ms() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    auto ms = [](timeval t) {
        return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

// ---- an account with people in it

constexpr std::array first_names = {"Ada",   "Łucja", "Jonas", "Chiara", "Samir", "Elif",
                                    "Tomás", "Zoë",   "Priya", "Wei",    "Olga",  "Ngozi"};
constexpr std::array last_names = {"Okafor", "Lindqvist", "Björnsson", "Novák",   "Şahin",
                                   "Øster",  "Kim",       "Khoury",    "Krüger",  "Hartmann",
                                   "Sousa",  "Nakamura",  "Moreau",    "Petrova", "D’Angelo"};

class Filling {
 public:
    explicit Filling(store::Tx& tx) : tx_(tx) {}

    Result<void> account(std::string const& slug, std::int64_t places) {
        account_ = tx_.new_id<AccountId>();
        number_ = 0;
        TRY(tx_.exec(
            "insert into accounts (account_id, slug, name, blueprint, plan, status, language, "
            "accepted, seats_bought, seats_used, next_place, audit_seq, audit_head, epoch, "
            "version, created_at) values ($1, $2, 'Bench', 'sendpro-online', 'sites', 'open', "
            "'en', 1, null, 0, 100, 0, $3, 0, 1, $4)",
            account_, slug, Digest{}, tx_.now()));
        for (std::int64_t n = 1; n <= places; ++n) {
            auto name = "Location " + std::to_string(n);
            TRY(
                tx_.exec("insert into places (account_id, number, place_id, parent, level, name, "
                         "name_key, version) values ($1, $2, $3, 0, 'location', $4, $5, 1)",
                         account_, n, tx_.new_id<PlaceId>(), name, search_fold(name)));
        }
        return {};
    }
    void go_on(AccountId account, int number) {
        account_ = account;
        number_ = number;
    }
    AccountId account_id() const { return account_; }

    Result<UserId> person() {
        directory::User user;
        auto n = static_cast<std::size_t>(number_++);
        user.id = tx_.new_id<UserId>();
        user.name = {first_names[n % first_names.size()],
                     std::string(last_names[n * 7 % last_names.size()]) + " " +
                         std::to_string(n * 7919 % 100'000)};
        user.email = "user" + std::to_string(n) + "@bench.example";
        user.home = static_cast<std::int64_t>(n % locations) + 1;
        user.status = n % 8 == 7    ? access::Status::invited
                      : n % 17 == 3 ? access::Status::suspended
                      : n % 50 == 1 ? access::Status::deleted
                                    : access::Status::active;
        if (n % 9 != 0)
            user.last_active_at = tx_.now() - minutes(static_cast<int>(n * 37 % 200'000));
        return add(user, n % 400 == 5 ? "admin" : "user");
    }
    // Signed in, an administrator at that home or of all.
    Result<std::string> admin(access::PlaceNumber home) {
        directory::User user;
        user.id = tx_.new_id<UserId>();
        user.name = {"", "Admin " + std::to_string(home)};
        user.email = "admin" + std::to_string(home) + "@bench.example";
        user.home = home;
        user.status = access::Status::active;
        user.last_active_at = tx_.now();
        TRY(add(user, "admin"));
        auto identity = tx_.new_id<IdentityId>();
        auto token = new_token(tx_.random());
        TRY(
            tx_.exec("insert into memberships_of (identity_id, account_id, user_id) "
                     "values ($1, $2, $3)",
                     identity, account_, user.id));
        TRY(tx_.exec(
            "insert into sessions (digest, session_id, identity_id, created_at, "
            "authenticated_at, last_seen_at, expires_at, user_agent, address) "
            "values ($1, $2, $3, $4, $4, $4, $5, '', '')",
            token.digest, tx_.new_id<SessionId>(), identity, tx_.now(), tx_.now() + days(1)));
        return std::string(token.text.reveal());
    }

 private:
    Result<UserId> add(directory::User& user, std::string_view role) {
        user.dir_key = directory::dir_key(user);
        TRY(
            tx_.exec("insert into users (account_id, user_id, kind, status, first_name, last_name, "
                     "email, email_key, home, fields, dir_key, language, created_at, "
                     "last_active_at, entries_after, version) values ($1, $2, 'person', $3, $4, "
                     "$5, $6, $6, $7, '{}', $8, 'en', $9, $10, 0, 1)",
                     account_, user.id, access::name(user.status), user.name.first, user.name.last,
                     user.email, user.home, user.dir_key, tx_.now(), user.last_active_at));
        TRY(
            tx_.exec("insert into assignments (account_id, user_id, role, scope, given_by, "
                     "given_at) values ($1, $2, $3, -1, 'instance', $4)",
                     account_, user.id, role, tx_.now()));
        TRY(directory::keep_directory(tx_, account_, nullptr, user));
        return user.id;
    }

    store::Tx& tx_;
    AccountId account_;
    int number_ = 0;
};

// ---- what is asked

struct Asked {
    std::string_view name;
    std::string query;  // of the list of users
    std::string path = "/v1/accounts/bench/users" + query;
};
std::array const questions = {
    Asked{"page", ""},
    Asked{"word", "?q=novak"},
    Asked{"two words", "?q=lucja+kruger"},
    Asked{"rare word", "?q=user7777%40bench"},
    Asked{"no such", "?q=nobody-at-all"},
    Asked{"suspended", "?status=suspended"},
    Asked{"role of few", "?role=admin"},
    Asked{"role of many", "?role=user&status=active"},
    Asked{"seen in 7 days", "?last_active=7d"},
    Asked{"never seen", "?last_active=never"},
    Asked{"by activity", "?sort=-last_active"},
    Asked{"newest", "?sort=-created"},
    Asked{"search, sorted", "?q=bjornsson&sort=-last_active"},
    Asked{"me", "", "/v1/me"},
    Asked{"audit log", "", "/v1/accounts/bench/audit"},
    Asked{"places", "", "/v1/accounts/bench/places"},
};

// Milliseconds until the whole answer was there.
double ask(Client& client, std::string const& path, std::string const& token) {
    auto const& answer =
        client.ask(http_request("GET", path, "Cookie: __Host-usher=" + token + "\r\n", ""));
    auto took = client.took_ms();
    if (!answer.starts_with("HTTP/1.1 200")) give_up(answer);
    return took;
}

// ---- an installation that is asked

class Usher {
 public:
    Usher(std::string const& data, Size const& size, int others)
        : world_{clock_, random_, {}}, installation_(open(data)) {
        fill(size, others);
        http::Options options;
        options.address = installation_->config().address;
        options.port = installation_->config().port;
        options.public_url = installation_->config().public_url;
        server_ =
            need(http::Server::start(options, installation_->router(), installation_->store()));
    }
    ~Usher() { server_->stop(); }
    Usher(Usher const&) = delete;

    // Latencies by question, of one turn with so many clients; the last of them administer one
    // location.
    std::vector<std::vector<double>> asked(int how_many, std::chrono::milliseconds turn) {
        std::vector<std::vector<double>> latencies(questions.size());
        std::mutex mutex;
        auto begun = Steady::now();
        std::vector<std::jthread> threads;
        for (int n = 0; n < how_many; ++n)
            threads.emplace_back([&, n] {
                pin_to(asking_core);
                Client client(server_->port());
                auto const& token = n % 2 == 0 ? owner_ : local_;
                std::vector<std::vector<double>> own(questions.size());
                for (auto i = static_cast<std::size_t>(n); Steady::now() - begun < turn; ++i) {
                    auto which = i % questions.size();
                    own[which].push_back(ask(client, questions[which].path, token));
                }
                std::lock_guard hold(mutex);
                for (std::size_t i = 0; i < own.size(); ++i)
                    latencies[i].insert(latencies[i].end(), own[i].begin(), own[i].end());
            });
        threads.clear();
        return latencies;
    }

 private:
    std::unique_ptr<app::Installation> open(std::string const& data) {
        app::Config config;
        config.data = data;
        config.port = 0;
        config.log = "/dev/null";
        return need(app::Installation::open(need(app::settled(config)), world_));
    }
    void fill(Size const& size, int others) {
        auto& store = installation_->store();
        auto account = need(store.write([&](store::Tx& tx) -> Result<AccountId> {
            Filling filling(tx);
            TRY(filling.account("bench", locations));
            owner_ = TRY(filling.admin(access::account_place));
            local_ = TRY(filling.admin(1));
            return filling.account_id();
        }));
        constexpr int at_once = 2000;
        for (int from = 0; from < size.users; from += at_once)
            need(store.write([&](store::Tx& tx) -> Result<void> {
                Filling filling(tx);
                filling.go_on(account, from);
                for (int n = from; n < std::min(from + at_once, size.users); ++n)
                    TRY(filling.person());
                return {};
            }));
        for (int from = 0; from < others; from += 100)
            need(store.write([&](store::Tx& tx) -> Result<void> {
                Filling filling(tx);
                for (int n = from; n < std::min(from + 100, others); ++n) {
                    TRY(filling.account("other-" + std::to_string(n), 2));
                    for (int i = 0; i < size.users_of_others; ++i) TRY(filling.person());
                }
                return {};
            }));
    }

    SystemClock clock_;
    SystemRandom random_;
    app::World world_;
    std::string owner_, local_;
    std::unique_ptr<app::Installation> installation_;
    std::unique_ptr<http::Server> server_;
};

std::vector<double> together(std::vector<std::vector<double>> const& latencies) {
    std::vector<double> all;
    for (auto const& some : latencies) all.insert(all.end(), some.begin(), some.end());
    return all;
}

// Each question has the same weight, however often it was asked.
double cost(std::vector<std::vector<double>> const& latencies) {
    double sum = 0;
    for (auto const& some : latencies) sum += part_of(some, 0.5);
    return sum / static_cast<double>(latencies.size());
}

void tell(char const* what, std::vector<std::vector<double>> const& latencies) {
    std::printf("%s\n", what);
    for (std::size_t i = 0; i < questions.size(); ++i)
        std::printf("  %-16s p50 %6.2f ms  p99 %6.2f ms\n", questions[i].name.data(),
                    part_of(latencies[i], 0.5), part_of(latencies[i], 0.99));
}

void add_to(std::vector<std::vector<double>>& all, std::vector<std::vector<double>> const& some) {
    all.resize(some.size());
    for (std::size_t i = 0; i < some.size(); ++i)
        all[i].insert(all[i].end(), some[i].begin(), some[i].end());
}

int run(Size const& size) {
    pin_to(measured_core);  // the server's threads
    Workplace workplace;
    std::printf("filling: %d users in one account, alone and beside %d accounts\n", size.users,
                size.others);
    Usher alone(workplace.path() + "/alone", size, 0);
    Usher beside(workplace.path() + "/beside", size, size.others);
    std::vector<double> ratios, quiet, busy;
    std::vector<std::vector<double>> all_quiet, all_busy;
    for (int round = 1; round <= size.rounds; ++round) {
        auto reference = alone.asked(1, size.turn);
        auto cpu_before = cpu_ms();
        auto one = beside.asked(1, size.turn);
        auto cpu = (cpu_ms() - cpu_before) / static_cast<double>(together(one).size());
        auto many = beside.asked(clients, size.turn);
        ratios.push_back(cost(one) / cost(reference));
        quiet.push_back(part_of(together(one), 0.99));
        busy.push_back(part_of(together(many), 0.99));
        add_to(all_quiet, one);
        add_to(all_busy, many);
        std::printf(
            "round %d: alone %.2f ms, beside the others %.2f ms, ratio %.2f, %.2f ms of CPU; "
            "p99 %.2f ms, with %d clients %.2f ms at %.0f/s\n",
            round, cost(reference), cost(one), ratios.back(), cpu, quiet.back(), clients,
            busy.back(),
            static_cast<double>(together(many).size()) * 1000 /
                static_cast<double>(size.turn.count()));
    }
    tell("one client", all_quiet);
    tell("several clients at once", all_busy);
    std::printf("lists several-clients p99 %.2f ms\n", part_of(busy, 0.5));
    std::printf("lists p99 %.2f ms goal <= %.0f\n", part_of(quiet, 0.5), p99_goal_ms);
    std::printf("lists ratio %.2f goal <= %.2f\n", part_of(ratios, 0.5), ratio_goal);
    return 0;
}

Size size_from(int count, char** words) {
    Size size;
    for (int i = 1; i < count; ++i) {
        std::string_view word = words[i];
        if (word == "--quick") {
            size = {.users = 500, .others = 50, .users_of_others = 2, .rounds = 1};
            size.turn = std::chrono::milliseconds(300);
        } else if (word == "--users" && i + 1 < count) {
            size.users = std::atoi(words[++i]);
        } else {
            give_up("what is " + std::string(word) + "?");
        }
    }
    return size;
}

}  // namespace
}  // namespace usher

int main(int count, char** words) { return usher::run(usher::size_from(count, words)); }
