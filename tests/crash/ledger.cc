#include "crash/ledger.h"

#include <cstdio>
#include <cstdlib>

namespace usher::crash {
namespace {

using store::Snapshot;
using store::Tx;

constexpr AccountId account = {{0xac, 0xc0}};

template <class T>
T need(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "ledger: %s\n", result.error().detail.c_str());
        std::abort();
    }
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

Result<void> begin(Tx& tx) {
    TRY(
        tx.exec("insert into accounts (account_id, slug, name, blueprint, plan, status, language,"
                " accepted, seats_used, next_place, audit_seq, audit_head, epoch, version,"
                " created_at) values ($1, 'ledger', '', '', '', 'open', 'en', 0, 0, 1, 0, $2, 0, 1,"
                " 0) on conflict do nothing",
                account, store::Blob{""}));
    return {};
}

Result<void> add_entry(Tx& tx, std::int64_t number, std::size_t bytes) {
    TRY(tx.exec("insert into user_email (account_id, email_key, user_id) values ($1, $2, $3)",
                account, std::to_string(number) + " " + std::string(bytes, 'x'),
                tx.new_id<UserId>()));
    TRY(tx.exec("update accounts set seats_used = seats_used + 1 where account_id = $1", account));
    return {};
}

}  // namespace

Ledger::Ledger(std::string const& directory)
    : store_(need(
          store::Store::open({.directory = directory, .clock = &clock_, .random = &random_}))) {
    need(store_->write(begin));
}

bool Ledger::add(std::int64_t number, std::size_t bytes) {
    return store_->write([&](Tx& tx) { return add_entry(tx, number, bytes); }).has_value();
}

std::set<std::int64_t> Ledger::numbers() {
    auto rows = need(store_->read([](Snapshot& s) {
        return s.many(
            "select cast(substr(email_key, 1, strpos(email_key, ' ') - 1) as {bigint})"
            " from user_email where account_id = $1",
            account);
    }));
    std::set<std::int64_t> numbers;
    for (auto const& row : rows) numbers.insert(row.integer(0));
    return numbers;
}

std::int64_t Ledger::count() {
    auto row = need(store_->read([](Snapshot& s) {
        return s.one("select seats_used from accounts where account_id = $1", account);
    }));
    return row->integer(0);
}

}  // namespace usher::crash
