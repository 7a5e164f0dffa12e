#include "audit/batches.h"

#include <chrono>

#include "audit/record.h"
#include "http/address.h"
#include "store/store.h"

namespace usher::audit {
namespace {

constexpr std::string_view person = "identity:";

// Where a sign-in is told: in the accounts that it opens; where there is none, and whenever it
// failed, in the instance's chain.
struct Where {
    AccountId account;
    std::string who;
};
Result<std::vector<Where>> told_in(store::Snapshot& snapshot, std::string const& who, bool failed) {
    std::vector<Where> where;
    auto identity =
        IdentityId::parse(std::string_view(who).substr(std::min(person.size(), who.size())));
    if (identity && who.starts_with(person)) {
        auto rows = TRY(snapshot.many(
            "select m.account_id, m.user_id from memberships_of m join users u "
            "on u.account_id = m.account_id and u.user_id = m.user_id "
            "where m.identity_id = $1 and u.status = 'active' order by m.account_id limit $2 "
            "/* across accounts: one person's own */",
            *identity, Batches::accounts_told));
        for (auto const& row : rows)
            where.push_back({row.id<AccountId>(0), "user:" + row.id<UserId>(1).text()});
    }
    if (where.empty() || failed) where.push_back({AccountId{}, who});
    return where;
}

struct Entry {
    std::string who, client, why;
    std::int64_t times;
    Time first, last;
};

std::vector<Entry> entries_of(store::Rows const& rows) {
    std::vector<Entry> entries;
    for (auto const& row : rows)
        entries.push_back(
            {row.text(0), row.text(1), row.text(2), row.integer(3), row.time(4), row.time(5)});
    return entries;
}

json::Value line(Entry const& entry) {
    json::Object line;
    if (!entry.who.empty()) line.emplace_back("who", entry.who);
    if (!entry.client.empty()) line.emplace_back("client", entry.client);
    if (!entry.why.empty()) line.emplace_back("why", entry.why);
    line.emplace_back("count", entry.times);
    return line;
}

// Counts of all, the largest in full, and a digest over every one of them.
json::Value summary(std::vector<Entry> const& entries) {
    std::set<std::string> people, clients;
    std::int64_t count = 0;
    Time first = entries.front().first, last = entries.front().last;
    json::Array told;
    std::string all;
    for (auto const& entry : entries) {
        count += entry.times;
        first = std::min(first, entry.first);
        last = std::max(last, entry.last);
        people.insert(entry.who);
        clients.insert(entry.client);
        auto one = line(entry);
        all += json::text(one) + "\n";
        if (told.size() < Batches::told) told.push_back(std::move(one));
    }
    auto others = static_cast<std::int64_t>(entries.size() - told.size());
    json::Object details;
    details.emplace_back("count", count);
    details.emplace_back("people", static_cast<std::int64_t>(people.size()));
    details.emplace_back("clients", static_cast<std::int64_t>(clients.size()));
    details.emplace_back("first_at", to_text(first));
    details.emplace_back("last_at", to_text(last));
    details.emplace_back("entries", std::move(told));
    if (others > 0) details.emplace_back("others", others);
    details.emplace_back("digest", hex(bytes_of(sha256(all))));
    return details;
}

Result<std::int64_t> home_of(store::Snapshot& snapshot, AccountId account, std::string const& who) {
    constexpr std::string_view program = "key:", member = "user:";
    auto rest = [&](std::string_view kind) { return std::string_view(who).substr(kind.size()); };
    auto user = who.starts_with(member) ? UserId::parse(rest(member)) : std::nullopt;
    auto key = who.starts_with(program) ? KeyId::parse(rest(program)) : std::nullopt;
    if (key) {
        auto of =
            TRY(snapshot.one("select u.home from api_keys k join users u "
                             "on u.account_id = k.account_id and u.user_id = k.user_id "
                             "where k.account_id = $1 and k.key_id = $2",
                             account, *key));
        return of ? of->integer(0) : std::int64_t{0};
    }
    if (!user || account.none()) return std::int64_t{0};
    auto row = TRY(snapshot.one("select home from users where account_id = $1 and user_id = $2",
                                account, *user));
    return row ? row->integer(0) : std::int64_t{0};
}

// By the home of whom they are about, so that who reads the log of one place sees what happened to
// its people, and nothing of others (RT30). Whoever is not known belongs to the account itself.
using ByHome = std::map<std::int64_t, std::vector<Entry>>;
Result<ByHome> by_home(store::Snapshot& snapshot, AccountId account, std::vector<Entry> entries) {
    std::map<std::string, std::int64_t> homes;
    ByHome all;
    for (auto& entry : entries) {
        auto [known, fresh] = homes.try_emplace(entry.who, 0);
        if (fresh) known->second = TRY(home_of(snapshot, account, entry.who));
        all[known->second].push_back(std::move(entry));
    }
    return all;
}

// Where all of it is about one user, it stands in the log as theirs.
Event event_of(AccountId account, std::string const& act, std::int64_t home,
               std::vector<Entry> const& entries) {
    auto const& who = entries.front().who;
    Event event{account, act, "system", account.none() ? "instance" : "account:" + account.text()};
    event.place = home;
    event.details = summary(entries);
    bool one = !who.empty() && std::ranges::all_of(entries, [&](auto& e) { return e.who == who; });
    if (!one) return event;
    event.target = who;
    if (act != "signin.failed") event.by = who;
    return event;
}

}  // namespace

Batches::Batches(store::Store& store) : store_(store) { (void)remember_pending(); }

Batches::~Batches() {
    stop();
    (void)keep_counts();
    std::lock_guard hold(sealing_);
    for (auto& [kind, pause] : pauses_)
        if (pause.pending) (void)seal(kind);
}

void Batches::signed_in(IdentityId identity, std::string_view client) {
    note(
        {AccountId{}, "signin.in", std::string(person) + identity.text(), std::string(client), ""});
}

void Batches::sign_in_failed(std::optional<IdentityId> identity, std::string_view client,
                             std::string_view why) {
    auto who = identity ? std::string(person) + identity->text() : std::string();
    note({AccountId{}, "signin.failed", std::move(who), std::string(client), std::string(why)});
}

void Batches::refused(AccountId account, std::string_view who, std::string_view why,
                      std::string_view client) {
    note({account, "access.refused", std::string(who), std::string(client), std::string(why)});
}

void Batches::told_that_one_exists(AccountId account, std::string_view who,
                                   std::string_view client) {
    note({account, "users.exists", std::string(who), std::string(client), ""});
}

void Batches::note(Note note) {
    note.client = http::counted_as(note.client);
    auto now = store_.clock().now();
    std::lock_guard hold(mutex_);
    auto& count = counted(std::move(note));
    if (count.times++ == 0) count.first = now;
    count.last = now;
    changed_.notify_one();
}

Batches::Count& Batches::counted(Note note) {
    auto found = counts_.find(note);
    if (found == counts_.end() && counts_.size() >= counted_at_once) {
        // What is one too many is counted as anybody's; if need be, as the instance's.
        note.who.clear();
        note.client.clear();
        found = counts_.find(note);
        if (found == counts_.end() && counts_.size() >= 2 * counted_at_once) note.account = {};
    }
    return counts_[std::move(note)];
}

// What could not be written, with what has come meanwhile.
void Batches::count_on(Counts const& counts) {
    std::lock_guard hold(mutex_);
    for (auto const& [note, older] : counts) {
        auto& count = counted(note);
        count.first = count.times == 0 ? older.first : std::min(count.first, older.first);
        count.last = std::max(count.last, older.last);
        count.times += older.times;
    }
}

Result<void> Batches::remember_pending() {
    auto rows = TRY(store_.read([](store::Snapshot& snapshot) {
        return snapshot.many(
            "select distinct account_id, act from audit_pending limit $1 "
            "/* across accounts: what was left when the server ended */",
            static_cast<std::int64_t>(kinds_remembered));
    }));
    for (auto const& row : rows)
        pauses_[{row.id<AccountId>(0), row.text(1)}] = {first_pause, Time{}, true};
    return {};
}

Result<std::set<Batches::Kind>> Batches::keep_some(Counts const& counts) {
    return store_.write([&](store::Tx& tx) -> Result<std::set<Kind>> {
        std::set<Kind> kinds;
        for (auto const& [note, count] : counts) {
            bool sign_in = note.act.starts_with("signin.");
            std::vector<Where> where{{note.account, note.who}};
            if (sign_in) where = TRY(told_in(tx, note.who, note.act == "signin.failed"));
            for (auto const& [account, who] : where) {
                TRY(keep(tx, {account, note.act, who, note.client, note.why}, count));
                kinds.emplace(account, note.act);
            }
        }
        return kinds;
    });
}

// From memory to the table, a few at a time: the writer has others to serve. What cannot be written
// now is counted on.
Result<void> Batches::keep_counts() {
    Counts counts;
    {
        std::lock_guard hold(mutex_);
        counts.swap(counts_);
    }
    while (!counts.empty()) {
        Counts some;
        while (!counts.empty() && some.size() < kept_at_once)
            some.insert(counts.extract(counts.begin()));
        auto kept = keep_some(some);
        if (!kept) {
            count_on(some);
            count_on(counts);
            return fail(kept.error());
        }
        std::lock_guard hold(sealing_);
        for (auto const& kind : *kept) {
            auto [at, fresh] = pauses_.try_emplace(kind, Pause{first_pause, Time{}, true});
            at->second.pending = true;
        }
    }
    return {};
}

Result<void> Batches::keep(store::Tx& tx, Note const& note, Count const& count) {
    auto known = TRY(
        tx.exec("update audit_pending set times = times + $6, last_at = $7 where account_id = $1 "
                "and act = $2 and who = $3 and client = $4 and why = $5",
                note.account, note.act, note.who, note.client, note.why, count.times, count.last));
    if (known > 0) return {};
    auto rows = TRY(tx.one("select count(*) from audit_pending where account_id = $1 and act = $2",
                           note.account, note.act));
    bool full = rows->integer(0) >= rows_of_a_kind;
    std::string anybody;
    TRY(
        tx.exec("insert into audit_pending (account_id, act, who, client, why, times, first_at, "
                "last_at) values ($1, $2, $3, $4, $5, $6, $7, $8) "
                "on conflict (account_id, act, who, client, why) do update "
                "set times = times + excluded.times, last_at = excluded.last_at",
                note.account, note.act, full ? anybody : note.who, full ? anybody : note.client,
                full ? anybody : note.why, count.times, count.first, count.last));
    return {};
}

Result<void> Batches::seal(Kind const& kind) {
    auto const& [account, act] = kind;
    auto sealed = store_.write([&](store::Tx& tx) -> Result<bool> {
        if (!account.none()) TRY(tx.lock(account));
        auto rows =
            TRY(tx.many("select who, client, why, times, first_at, last_at from audit_pending "
                        "where account_id = $1 and act = $2 order by times desc, who, client, why "
                        "limit $3",
                        account, act, rows_of_a_kind + 1));
        if (rows.empty()) return false;
        for (auto const& [home, entries] : TRY(by_home(tx, account, entries_of(rows))))
            TRY(record(tx, event_of(account, act, home, entries)));
        TRY(tx.exec("delete from audit_pending where account_id = $1 and act = $2", account, act));
        return true;
    });
    if (!sealed) return fail(sealed.error());
    return {};
}

// Those whose pause is over; who was quiet for a whole pause begins anew.
Result<void> Batches::seal_due() {
    std::lock_guard hold(sealing_);
    auto now = store_.clock().now();
    for (auto at = pauses_.begin(); at != pauses_.end();) {
        auto& pause = at->second;
        if (pause.next > now) {
            ++at;
        } else if (pause.pending) {
            TRY(seal(at->first));
            pause.pending = false;
            pause.next = now + pause.length;
            pause.length = std::min(Duration{pause.length.ms * 2}, longest_pause);
            ++at;
        } else {
            at = pauses_.erase(at);
        }
    }
    return {};
}

bool Batches::anything() {
    {
        std::lock_guard hold(mutex_);
        if (!counts_.empty()) return true;
    }
    std::lock_guard hold(sealing_);
    return std::ranges::any_of(pauses_, [](auto const& kind) { return kind.second.pending; });
}

Result<void> Batches::settle(AccountId account) {
    TRY(keep_counts());
    std::lock_guard hold(sealing_);
    auto at = pauses_.lower_bound({account, std::string()});
    for (; at != pauses_.end() && at->first.first == account; ++at) {
        if (!at->second.pending) continue;
        TRY(seal(at->first));
        at->second.pending = false;
    }
    return {};
}

void Batches::tick() {
    (void)keep_counts();
    (void)seal_due();
}

void Batches::start() {
    thread_ = std::thread([this] { work(); });
}

void Batches::stop() {
    {
        std::lock_guard hold(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool Batches::idle() {
    std::lock_guard hold(sealing_);
    return pauses_.empty();
}

// Sleeps for good while there is nothing to count and nobody's pause to wait for.
void Batches::work() {
    constexpr std::chrono::seconds a_while(1);
    for (;;) {
        bool rests = idle();
        {
            std::unique_lock hold(mutex_);
            auto something = [&] { return stopping_ || !counts_.empty(); };
            if (rests) changed_.wait(hold, something);
            changed_.wait_for(hold, a_while, [&] { return stopping_; });
            if (stopping_) return;
        }
        tick();
    }
}

}  // namespace usher::audit
