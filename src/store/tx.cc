#include "store/tx.h"

#include <cstdio>
#include <cstdlib>

#include "store/faults.h"
#include "store/sqlite.h"

namespace usher::store {
namespace {

[[noreturn]] void wrong_column(char const* expected, int column) {
    std::fprintf(stderr, "usher: column %d of an answer is not %s\n", column, expected);
    std::abort();
}

template <class T>
T const& cell(std::vector<Row::Cell> const& cells, int column, char const* expected) {
    auto index = static_cast<std::size_t>(column);
    if (index >= cells.size()) wrong_column("there", column);
    auto const* value = std::get_if<T>(&cells[index]);
    if (!value) wrong_column(expected, column);
    return *value;
}

std::span<Arg const> span(std::initializer_list<Arg> args) { return {args.begin(), args.size()}; }

}  // namespace

bool Row::null(int column) const {
    auto index = static_cast<std::size_t>(column);
    if (index >= cells_.size()) wrong_column("there", column);
    return std::holds_alternative<std::nullptr_t>(cells_[index]);
}

std::int64_t Row::integer(int column) const {
    return cell<std::int64_t>(cells_, column, "an integer");
}

std::string const& Row::text(int column) const {
    return cell<std::string>(cells_, column, "a text");
}

Digest Row::digest(int column) const {
    Digest digest;
    auto const& raw = sized(text(column), digest.size());
    std::memcpy(digest.data(), raw.data(), digest.size());
    return digest;
}

std::optional<std::int64_t> Row::maybe_integer(int column) const {
    return null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Row::maybe_text(int column) const {
    return null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<Time> Row::maybe_time(int column) const {
    return null(column) ? std::nullopt : std::optional(time(column));
}

std::string const& Row::sized(std::string const& raw, std::size_t bytes) {
    if (raw.size() == bytes) return raw;
    std::fprintf(stderr, "usher: a column holds %zu bytes, not %zu\n", raw.size(), bytes);
    std::abort();
}

Snapshot::Snapshot(Connection& connection, Clock const& clock)
    : connection_(connection), now_(clock.now()) {}

Result<std::optional<Row>> Snapshot::one_(std::string_view sql, std::initializer_list<Arg> args) {
    auto rows = TRY(connection_.rows(sql, span(args)));
    if (rows.size() > 1) return fail(bug("More than one row: " + std::string(sql)));
    if (rows.empty()) return std::optional<Row>();
    return std::optional<Row>(std::move(rows.front()));
}

Result<Rows> Snapshot::many_(std::string_view sql, std::initializer_list<Arg> args) {
    return connection_.rows(sql, span(args));
}

Result<Rows> Snapshot::many_bound(std::string_view sql, std::span<Arg const> args) {
    return connection_.rows(sql, args);
}

Tx::Tx(Connection& connection, Clock const& clock, Random& random, AfterCommit& after)
    : Snapshot(connection, clock), random_(random), after_(after) {
    after_commit_ = &after;
}

void Snapshot::once_durable(std::function<void()> keep) {
    if (!after_commit_) return keep();
    if (!changed_) after_commit_->pokes.push_back(std::move(keep));
}

Result<std::int64_t> Tx::exec_(std::string_view sql, std::initializer_list<Arg> args) {
    changed_ = true;
    return connection_.run(sql, span(args));
}

Result<void> Tx::bulk_append(std::string_view insert, std::span<std::vector<Arg> const> rows) {
    changed_ = true;
    return connection_.run_each(insert, rows);
}

Result<void> Tx::lock(AccountId account) {
    if (locked(account)) return {};
    auto found =
        TRY(one("select 1 from accounts where account_id = $1 {for_no_key_update}", account));
    if (!found) return fail(not_found());
    locked_.push_back(account);
    return {};
}

bool Tx::locked(AccountId account) const {
    return std::ranges::find(locked_, account) != locked_.end();
}

void Tx::stir_(IdBytes const& id) {
    if (std::ranges::find(after_.stirred, id) == after_.stirred.end()) after_.stirred.push_back(id);
}

Result<void> Tx::touch(AccountId account) {
    auto raised = TRY(exec("update accounts set epoch = epoch + 1 where account_id = $1", account));
    if (raised == 0) return fail(not_found());
    if (std::ranges::find(after_.touched, account) == after_.touched.end())
        after_.touched.push_back(account);
    return {};
}

}  // namespace usher::store
