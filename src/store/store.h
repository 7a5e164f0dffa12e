// The store: one file of SQLite in DATA/ by default. Reads run on the caller's thread, each on its
// own snapshot; writes are closures that one writer thread runs, many to a commit (group commit),
// each in its own savepoint. An acknowledged write is durable (R7): synchronous=FULL.
//
// A unit of work has no side effects, no hashing, no network and no file access, and takes at most
// a few milliseconds. What it leaves to do goes to tx.after_commit().
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "base/result.h"
#include "store/tx.h"

namespace usher::store {

struct Options {
    std::string directory;             // DATA: usher.db lies in it
    Clock const* clock = nullptr;      // outlives the store
    Random* random = nullptr;          // outlives the store
    std::size_t readers = 34;          // connections kept for reading
    std::size_t queued_writes = 4096;  // beyond: `store.busy`
    bool durable = true;               // false in rule and verb tests only
    // Told of each committed unit that touched accounts, before its answer: for caches to come.
    std::function<void(std::vector<AccountId> const&)> on_touched = {};
    // Told of each committed unit that stirred something (Tx::stir), before its answer: for those
    // who listen. On the writer's thread: short, and must not throw.
    std::function<void(std::vector<IdBytes> const&)> on_stirred = {};
};

class Store {
 public:
    // Opens or makes the file and migrates it. Fails with `store.cannot_open`, `store.newer`
    // (made by a later Usher), `store.migration_changed`; the detail says what to do.
    static Result<std::unique_ptr<Store>> open(Options);
    ~Store();  // finishes queued writes

    // unit: Snapshot& → Result<T>. Fails with the unit's error, or `store.unavailable`.
    template <class Unit>
    auto read(Unit&& unit) -> std::invoke_result_t<Unit, Snapshot&> {
        using R = std::invoke_result_t<Unit, Snapshot&>;
        std::optional<R> answer;
        auto ran = read_([&](Snapshot& snapshot) { answer.emplace(unit(snapshot)); });
        if (!ran) return fail(std::move(ran).error());
        return std::move(*answer);
    }

    // unit: Tx& → Result<T>. Commits where the unit succeeds, rolls back where it fails. Returns
    // after the commit is durable and caches have been told. Fails with the unit's error,
    // `store.busy`, `store.unavailable` (nothing was changed) or `store.commit_failed`.
    template <class Unit>
    auto write(Unit&& unit) -> std::invoke_result_t<Unit, Tx&> {
        using R = std::invoke_result_t<Unit, Tx&>;
        std::optional<R> answer;
        auto ran = write_([&](Tx& tx) {
            answer.emplace(unit(tx));
            return answer->has_value();
        });
        if (!ran) return fail(std::move(ran).error());
        return std::move(*answer);
    }

    struct Figures {
        std::size_t queued = 0;  // writes waiting now
        std::uint64_t commits = 0;
        std::uint64_t writes = 0;  // units committed
    };
    Figures figures() const;
    Clock const& clock() const;
    Random& random() const;

 private:
    class State;
    explicit Store(std::unique_ptr<State>);
    Result<void> read_(std::function<void(Snapshot&)> const& unit);
    Result<void> write_(std::function<bool(Tx&)> const& unit);
    std::unique_ptr<State> state_;
};

}  // namespace usher::store
