// Sign-ins and refusals are recorded too, but whoever sends a million of them must not fill the
// disk, nor keep the writer from its work. They are counted in memory, by whom and from where; each
// second the counts go into a table of few rows; and they are sealed into the chains in batches,
// one event for all of a kind at one home place. The first batch comes within a second or two,
// those that follow in a storm at growing pauses. A crash loses what was counted in the last
// second; a server that is stopped seals all of it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::store {
class Store;
class Tx;
}  // namespace usher::store

namespace usher::audit {

class Batches {
 public:
    static constexpr std::size_t counted_at_once = 2048;  // different ones, in memory
    static constexpr std::size_t kept_at_once = 100;      // of them, in one write
    static constexpr std::int64_t rows_of_a_kind = 200;   // of one account, in the table
    static constexpr std::size_t told = 50;               // in one event; the others by number
    static constexpr std::int64_t accounts_told = 16;     // of one person
    static constexpr std::size_t kinds_remembered = 8192;
    static constexpr Duration first_pause = seconds(2);
    static constexpr Duration longest_pause = minutes(10);

    explicit Batches(store::Store&);
    ~Batches();  // seals what is left
    Batches(Batches const&) = delete;
    Batches& operator=(Batches const&) = delete;

    // These never block and never fail. `client` is an address.
    void signed_in(IdentityId, std::string_view client);
    // A wrong password; without an identity: an address that nobody has. `why`: the error's key
    // where it was not at the sign-in itself, but where somebody signed in was asked once more.
    void sign_in_failed(std::optional<IdentityId>, std::string_view client,
                        std::string_view why = {});
    // The gate said no to them: `why` is the error's key. `who` as events keep an actor: a user, or
    // the key of a program; empty for anybody else.
    void refused(AccountId, std::string_view who, std::string_view why, std::string_view client);
    // They were told that an address is a user of this account already (RT32).
    void told_that_one_exists(AccountId, std::string_view who, std::string_view client);

    bool anything();  // is counted and not sealed yet
    // Seals now what the account's log should show: before somebody reads it.
    Result<void> settle(AccountId);
    void tick();   // counts into the table, and seals what is due
    void start();  // seals by itself from now on; without it only settle() and the end do
    void stop();

 private:
    struct Note {
        AccountId account;  // of a sign-in: not known yet
        std::string act, who, client, why;
        auto operator<=>(Note const&) const = default;
    };
    struct Count {
        std::int64_t times = 0;
        Time first, last;
    };
    using Kind = std::pair<AccountId, std::string>;  // of one account, one act
    struct Pause {
        Duration length;
        Time next;
        bool pending = false;
    };
    using Counts = std::map<Note, Count>;

    void note(Note);
    Count& counted(Note);  // with mutex_ held
    void work();
    bool idle();
    Result<void> keep_counts();
    Result<std::set<Kind>> keep_some(Counts const&);
    void count_on(Counts const&);
    Result<void> keep(store::Tx&, Note const&, Count const&);
    Result<void> seal_due();
    Result<void> seal(Kind const&);
    Result<void> remember_pending();

    store::Store& store_;
    std::mutex mutex_;  // of counts_ and stopping_
    std::condition_variable changed_;
    Counts counts_;
    bool stopping_ = false;
    std::mutex sealing_;  // of pauses_, and of who seals
    std::map<Kind, Pause> pauses_;
    std::thread thread_;
};

}  // namespace usher::audit
