// Durable writes of the store against the disk itself, in one run.
//
// Reference: one thread that writes a record of 128 bytes into a file laid out beforehand and calls
// fdatasync, again and again: one durable write at a time, the best that a plain log could do here.
// (Appending to a growing file is slower, since its length must be made durable too.)
// Usher: 32 threads, each unit one UPDATE and one INSERT through Store::write, synchronous=FULL.
// Beside it the same with an event of the audit log for the new row; and the real `suspend` (or
// `resume`), as its route runs it: who acts, the gate, the verb, its audit event.
//
// They take turns; each round gives a ratio, and the median of the rounds is the result. The disk
// decides what a round gives, and a neighbour of the machine does too: read the ratio, not the
// rates. Run it by script/bench writes, on the disk that is to be measured: it works in the current
// directory.
//   --quick  one short round: shows that it runs
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "access/permit.h"
#include "blueprints/load.h"
#include "directory/users.h"
#include "measure.h"
#include "store/store.h"

namespace usher {
namespace {

constexpr int clients = 32;
constexpr int people = 1000;
constexpr double goal = 2;

using namespace bench;

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    auto seconds = [](timeval t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Durable records a second, one at a time.
double reference(std::string const& directory, std::chrono::milliseconds turn) {
    constexpr std::size_t laid_out = 32 << 20;
    auto path = directory + "/reference";
    int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    std::string record(128, 'x');
    std::string blank(laid_out, '\0');
    if (file < 0 || ::write(file, blank.data(), blank.size()) < 0 || ::fsync(file) != 0)
        give_up("cannot lay out the reference file");
    int written = 0;
    auto begun = Steady::now();
    for (off_t at = 0; Steady::now() - begun < turn; at = (at + 128) % off_t{laid_out}, ++written)
        if (::pwrite(file, record.data(), record.size(), at) != 128 || ::fdatasync(file) != 0)
            give_up("the reference cannot write");
    auto seconds = std::chrono::duration<double>(Steady::now() - begun).count();
    ::close(file);
    ::unlink(path.c_str());
    return written / seconds;
}

// An account with people in it.
struct Place {
    AccountId account;
    std::vector<UserId> users;
};

Result<UserId> add_user(store::Tx& tx, AccountId account) {
    auto id = tx.new_id<UserId>();
    auto name = id.text();
    TRY(tx.exec(
        "insert into users (account_id, user_id, kind, status, first_name, last_name, email,"
        " email_key, home, fields, dir_key, language, created_at, entries_after, version)"
        " values ($1, $2, 'person', 'active', 'Ada', 'Bench', $3, $3, 0, '{}', $4, 'en', $5, 0, 1)",
        account, id, name + "@example.com", name, tx.now()));
    auto user = TRY(directory::find(tx, account, id));
    TRY(directory::keep_directory(tx, account, nullptr, *user));
    return id;
}

Result<Place> make_place(store::Tx& tx, std::string_view slug) {
    Place place{tx.new_id<AccountId>(), {}};
    TRY(tx.exec(
        "insert into accounts (account_id, slug, name, blueprint, plan, status, language, accepted,"
        " seats_used, next_place, audit_seq, audit_head, epoch, version, created_at)"
        " values ($1, $2, 'Bench', 'stamps', 'pro', 'open', 'en', 1, 0, 1, 0, $3, 0, 1, $4)",
        place.account, slug, Digest{}, tx.now()));
    for (int i = 0; i < people; ++i) place.users.push_back(TRY(add_user(tx, place.account)));
    return place;
}

// Somebody with all rights who is signed in: the credential of their session.
Result<http::Credential> sign_in_admin(store::Tx& tx, AccountId account) {
    auto user = TRY(add_user(tx, account));
    auto identity = tx.new_id<IdentityId>();
    auto token = new_token(tx.random());
    TRY(tx.exec("update users set identity_id = $3 where account_id = $1 and user_id = $2", account,
                user, identity));
    TRY(
        tx.exec("insert into memberships_of (identity_id, account_id, user_id)"
                " values ($1, $2, $3)",
                identity, account, user));
    TRY(
        tx.exec("insert into assignments (account_id, user_id, role, scope, given_by, given_at)"
                " values ($1, $2, 'admin', 0, 'instance', $3)",
                account, user, tx.now()));
    TRY(
        tx.exec("insert into sessions (digest, session_id, identity_id, created_at,"
                " authenticated_at, last_seen_at, expires_at, user_agent, address)"
                " values ($1, $2, $3, $4, $4, $4, $5, '', '')",
                token.digest, tx.new_id<SessionId>(), identity, tx.now(), tx.now() + days(1)));
    return http::Credential{http::Credential::Kind::session, token.text};
}

UserId const& somebody(Place const& place, std::int64_t n) {
    return place.users[static_cast<std::size_t>(n * 7919) % place.users.size()];
}

struct Turn {
    double writes_a_second = 0;
    double units_a_commit = 0;
    double cpu_us = 0;  // of the whole process, a write
    std::vector<double> latencies_ms = {};
};

using Unit = std::function<Result<void>(store::Tx&, std::int64_t number)>;

// All clients write for one turn.
Turn write_for_a_turn(store::Store& store, Unit const& unit, std::chrono::milliseconds turn) {
    static std::atomic<std::int64_t> number = 0;
    std::vector<std::vector<double>> latencies(clients);
    auto before = store.figures();
    auto cpu_before = cpu_seconds();
    auto begun = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (auto& own : latencies)
            threads.emplace_back([&] {
                pin_to(asking_core);
                for (auto now = Steady::now(); now - begun < turn;) {
                    auto n = ++number;
                    need(store.write([&](store::Tx& tx) { return unit(tx, n); }));
                    auto done = Steady::now();
                    own.push_back(std::chrono::duration<double, std::milli>(done - now).count());
                    now = done;
                }
            });
    }
    auto seconds = std::chrono::duration<double>(Steady::now() - begun).count();
    auto after = store.figures();
    Turn result{.writes_a_second = static_cast<double>(after.writes - before.writes) / seconds,
                .units_a_commit = static_cast<double>(after.writes - before.writes) /
                                  static_cast<double>(after.commits - before.commits),
                .cpu_us = (cpu_seconds() - cpu_before) * 1e6 /
                          static_cast<double>(after.writes - before.writes)};
    for (auto const& own : latencies)
        result.latencies_ms.insert(result.latencies_ms.end(), own.begin(), own.end());
    return result;
}

Result<void> update_user(store::Tx& tx, AccountId account, UserId user) {
    TRY(
        tx.exec("update users set last_active_at = $3, version = version + 1"
                " where account_id = $1 and user_id = $2",
                account, user, tx.now()));
    return {};
}

// A row of anywhere, and a new one at the end of a table.
Result<void> update_and_insert(store::Tx& tx, Place const& place, std::int64_t n) {
    static std::string const text(200, 'x');
    TRY(update_user(tx, place.account, somebody(place, n)));
    TRY(
        tx.exec("insert into mailbox (mail_id, at, recipient, subject, body_text, body_html)"
                " values ($1, $2, 'ada@example.com', 'Bench', $3, '')",
                tx.new_id<MailId>(), tx.now(), text));
    return {};
}

// The new row is an event of the audit log, which is found by its target too: one more page of
// anywhere.
Result<void> update_and_record(store::Tx& tx, Place const& place, std::int64_t n) {
    static std::string const digest(32, 'd');
    static std::string const salt(16, 's');
    auto user = somebody(place, n);
    TRY(update_user(tx, place.account, user));
    TRY(
        tx.exec("insert into audit (account_id, seq, event_id, at, act, by_actor, target, place,"
                " request_id, details, salt, details_digest, hash) values ($1, $2, $3, $4,"
                " 'users.edit', $5, $5, 0, 'req', '{\"name\":\"Ada\"}', $6, $7, $7)",
                place.account, n, tx.new_id<EventId>(), tx.now(), user.text(), store::Blob{salt},
                store::Blob{digest}));
    return {};
}

// As directory/routes.cc does it.
Result<void> suspend_or_resume(store::Tx& tx, access::Authority const& authority,
                               http::Credential const& admin, Place const& place, std::int64_t n) {
    auto actor = TRY(authority.actor(tx, admin, "suspend"));
    TRY(tx.lock(actor.account.id));
    auto subject = TRY(access::subject(tx, actor, somebody(place, n)));
    auto user = TRY(directory::find(tx, actor.account.id, subject.user));
    access::Change change{subject, {}};
    auto may = TRY(access::permit<Act::users_suspend>(tx, actor, change));
    auto verb = user->status == access::Status::active ? directory::suspend : directory::resume;
    return verb(tx, may, actor.account, *user, "req_bench");
}

struct Line {
    std::string_view name;
    Unit unit;
    std::vector<double> ratios = {};
    std::vector<double> latencies_ms = {};
};

void take_turn(store::Store& store, Line& line, double reference_rate,
               std::chrono::milliseconds turn) {
    auto done = write_for_a_turn(store, line.unit, turn);
    line.ratios.push_back(done.writes_a_second / reference_rate);
    line.latencies_ms.insert(line.latencies_ms.end(), done.latencies_ms.begin(),
                             done.latencies_ms.end());
    std::printf("  %-18s %8.0f/s  %5.1f a commit  %5.1f us of CPU  p99 %6.2f ms  ratio %.2f\n",
                line.name.data(), done.writes_a_second, done.units_a_commit, done.cpu_us,
                part_of(done.latencies_ms, 0.99), line.ratios.back());
}

int run(bool quick) {
    int const rounds = quick ? 1 : 7;
    std::chrono::milliseconds const turn(quick ? 100 : 1000);
    pin_to(measured_core);  // the reference, and the store's threads
    Workplace workplace;
    SystemClock clock;
    SystemRandom random;
    auto store = need(
        store::Store::open({.directory = workplace.path(), .clock = &clock, .random = &random}));
    auto place = need(store->write([](store::Tx& tx) { return make_place(tx, "update"); }));
    auto real = need(store->write([](store::Tx& tx) { return make_place(tx, "suspend"); }));
    auto admin = need(store->write([&](store::Tx& tx) { return sign_in_admin(tx, real.account); }));
    auto catalog = need(blueprints::load_all(""));
    access::Authority authority(catalog);
    std::vector<Line> lines;
    lines.push_back({"update + insert", [&](store::Tx& tx, std::int64_t n) {
                         return update_and_insert(tx, place, n);
                     }});
    lines.push_back({"update + event", [&](store::Tx& tx, std::int64_t n) {
                         return update_and_record(tx, place, n);
                     }});
    lines.push_back({"suspend, resume", [&](store::Tx& tx, std::int64_t n) {
                         return suspend_or_resume(tx, authority, admin, real, n);
                     }});
    for (int round = 1; round <= rounds; ++round) {
        auto rate = reference(workplace.path(), turn);
        std::printf("round %d: fdatasync loop %.0f/s\n", round, rate);
        for (auto& line : lines) take_turn(*store, line, rate, turn);
    }
    for (auto const& line : lines)
        std::printf("%s: median ratio %.2f, p50 %.2f ms, p99 %.2f ms, worst %.2f ms\n",
                    line.name.data(), median(line.ratios), median(line.latencies_ms),
                    part_of(line.latencies_ms, 0.99), part_of(line.latencies_ms, 1));
    auto ratio = median(lines.front().ratios);
    std::printf("writes ratio %.2f goal %.0f\n", ratio, goal);
    return 0;
}

}  // namespace
}  // namespace usher

int main(int count, char** words) { return usher::run(usher::bench::quick(count, words)); }
