// The only two doors to what is stored (architecture section 3). A Snapshot reads one consistent
// state; a Tx is a Snapshot that also writes. Verbs take them; nobody else names an engine.
//
// SQL is one text for every engine, with $1, $2, … and tokens where engines must differ:
//   {for_no_key_update}   row lock where the engine has one, nothing otherwise
//   {skip_locked}         the same
//   {in $4}               `home {in $4}`: is one of the list bound as $4
//   {within home, $4}     true when $4 is null, or home is one of the list bound as $4
// A statement on a tenant's table binds account_id, or says /* across accounts: reason */.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"

namespace usher::store {

struct Blob {
    std::string_view bytes;
};
using Integers = std::vector<std::int64_t>;

// What can be bound. Borrowed: it lives until the call returns.
class Arg {
 public:
    using Is = std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob, Integers const*>;
    Arg(std::nullptr_t) : is_(nullptr) {}
    Arg(bool b) : is_(std::int64_t{b}) {}
    Arg(int n) : is_(std::int64_t{n}) {}
    Arg(std::int64_t n) : is_(n) {}
    Arg(std::string_view text) : is_(text) {}
    Arg(std::string const& text) : is_(std::string_view(text)) {}
    Arg(char const* text) : is_(std::string_view(text)) {}
    Arg(Blob blob) : is_(blob) {}
    Arg(Time t) : is_(t.ms) {}
    Arg(Digest const& d) : is_(Blob{bytes_of(d)}) {}
    Arg(Integers const& list) : is_(&list) {}
    Arg(Integers const* list_or_null) {
        if (list_or_null) is_ = list_or_null;
    }
    template <class Tag>
    Arg(Id<Tag> const& id)
        : is_(Blob{{reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size()}}) {}
    template <class T>
    Arg(std::optional<T> const& v) : is_(nullptr) {
        if (v) is_ = Arg(*v).is_;
    }
    Is const& is() const { return is_; }

 private:
    Is is_;
};

// One row of an answer, its own copy. Columns count from 0. Asking for a type that the column has
// not is a bug and ends the process.
class Row {
 public:
    using Cell = std::variant<std::nullptr_t, std::int64_t, std::string>;
    explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}

    bool null(int column) const;
    std::int64_t integer(int column) const;
    bool boolean(int column) const { return integer(column) != 0; }
    std::string const& text(int column) const;  // also the bytes of a blob
    Time time(int column) const { return {integer(column)}; }
    Digest digest(int column) const;
    template <class T>
    T id(int column) const {
        auto const& raw = text(column);
        return T::from(std::span<std::uint8_t const, 16>(
            reinterpret_cast<std::uint8_t const*>(sized(raw, 16).data()), 16));
    }
    std::optional<std::int64_t> maybe_integer(int column) const;
    std::optional<std::string> maybe_text(int column) const;
    std::optional<Time> maybe_time(int column) const;
    template <class T>
    std::optional<T> maybe_id(int column) const {
        return null(column) ? std::nullopt : std::optional<T>(id<T>(column));
    }

 private:
    static std::string const& sized(std::string const& raw, std::size_t bytes);
    std::vector<Cell> cells_;
};
using Rows = std::vector<Row>;

class Connection;  // an engine's; known in store/ only

// What a write leaves to be done once it is durable.
struct AfterCommit {
    std::vector<AccountId> touched;            // whose rights, seats or state changed
    std::vector<IdBytes> stirred;              // of whom something changed
    std::vector<std::function<void()>> pokes;  // short, must not throw: wake the jobs, drop a cache
};

class Snapshot {
 public:
    Snapshot(Connection&, Clock const&);
    Snapshot(Snapshot const&) = delete;
    Snapshot& operator=(Snapshot const&) = delete;

    // At most one row is expected; a second one is a bug.
    template <class... A>
    Result<std::optional<Row>> one(std::string_view sql, A const&... args) {
        return one_(sql, {Arg(args)...});
    }
    // All rows: the statement carries its own limit.
    template <class... A>
    Result<Rows> many(std::string_view sql, A const&... args) {
        return many_(sql, {Arg(args)...});
    }
    // The same for a statement that was put together: what is bound is counted as it runs.
    Result<Rows> many_bound(std::string_view sql, std::span<Arg const> args);
    Time now() const { return now_; }  // one moment for the whole unit
    // Runs what keeps in memory something that was read here: once it is durable. That is at once,
    // or in a Tx, which sees what others of its group have done, after the commit; and never once
    // the Tx itself has changed anything by exec(), which may yet come to nothing. Short, must not
    // throw.
    void once_durable(std::function<void()> keep);

 protected:
    Result<std::optional<Row>> one_(std::string_view sql, std::initializer_list<Arg>);
    Result<Rows> many_(std::string_view sql, std::initializer_list<Arg>);
    Connection& connection_;
    Time now_;
    AfterCommit* after_commit_ = nullptr;  // of a Tx
    bool changed_ = false;
};

class Tx : public Snapshot {
 public:
    Tx(Connection&, Clock const&, Random&, AfterCommit&);

    // Number of rows changed. A broken constraint fails with `store.constraint` (Code::conflict),
    // its name as param "constraint" where the engine tells it.
    template <class... A>
    Result<std::int64_t> exec(std::string_view sql, A const&... args) {
        return exec_(sql, {Arg(args)...});
    }
    // Appends many rows through one prepared statement: what imports will do.
    Result<void> bulk_append(std::string_view insert, std::span<std::vector<Arg> const> rows);
    // Until the end of the unit, nobody else changes seats, owners, roles or the audit chain of
    // that account. What was read before may be old: access::Authority therefore locks as it reads
    // who asks, and no verb has to. Once is enough, twice costs nothing. `not_found`.
    Result<void> lock(AccountId);
    bool locked(AccountId) const;
    template <class T>
    T new_id() {
        return T{new_id_bytes(now_, random_)};
    }
    Random& random() { return random_; }
    // The client's address, where a request asked for this unit: for the record. Empty elsewhere.
    void asked_from(std::string_view address) { asked_from_ = address; }
    std::string const& asked_from() const { return asked_from_; }
    // Raises the account's epoch in this transaction, and tells Options::on_touched once it is
    // kept. Every change of rights, status, seats or entry calls it; caches of rights will go by
    // it.
    Result<void> touch(AccountId);
    // Something about that account, person or key changed, whatever it is: Options::on_stirred
    // hears of it once it is kept.
    template <class Tag>
    void stir(Id<Tag> const& of) {
        stir_(of.bytes);
    }
    void after_commit(std::function<void()> poke) { after_.pokes.push_back(std::move(poke)); }

 private:
    Result<std::int64_t> exec_(std::string_view sql, std::initializer_list<Arg>);
    void stir_(IdBytes const&);
    Random& random_;
    AfterCommit& after_;
    std::vector<AccountId> locked_;
    std::string asked_from_;
};

}  // namespace usher::store
