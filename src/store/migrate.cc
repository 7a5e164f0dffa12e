#include "store/migrate.h"

#include "base/secret.h"
#include "store/faults.h"

namespace usher::store {
namespace {

std::string digest_of(EmbeddedFile const& file) { return hex(bytes_of(sha256(file.text))); }

Error newer(std::int64_t theirs, std::size_t ours) {
    return {Code::unavailable, "store.newer",
            "The data was made by a later version of Usher (its migration " +
                std::to_string(theirs) + ", this version knows " + std::to_string(ours) +
                "). Start that version, or restore a backup that this one made."};
}

Error changed(EmbeddedFile const& file) {
    return Error{Code::unavailable, "store.migration_changed",
                 "The data was made with another text of " + std::string(file.name) +
                     ". Start the version of Usher that made it, or restore a backup; nothing was "
                     "changed."}
        .with("migration", file.name);
}

Result<std::int64_t> number_of(EmbeddedFile const& file) {
    std::int64_t number = 0;
    auto const* end = file.name.data() + file.name.size();
    auto read = std::from_chars(file.name.data(), end, number);
    if (read.ec != std::errc() || read.ptr == end || *read.ptr != '_')
        return fail(bug("A migration is not named like 0001_bones.sql: " + std::string(file.name)));
    return number;
}

Result<void> check_numbers(std::span<EmbeddedFile const> files) {
    for (std::size_t i = 0; i < files.size(); ++i)
        if (TRY(number_of(files[i])) != static_cast<std::int64_t>(i) + 1)
            return fail(
                bug("Migrations are numbered from 1 without a gap: " + std::string(files[i].name)));
    return {};
}

Result<void> apply_within(Connection& connection, EmbeddedFile const& file, Time now) {
    TRY(connection.script(
        "create table if not exists migrations (number {bigint} primary key, name text not null,"
        " digest text not null, applied_at {bigint} not null)"));
    TRY(connection.script(file.text));
    auto number = TRY(number_of(file));
    auto digest = digest_of(file);
    TRY(
        connection.run("insert into migrations (number, name, digest, applied_at)"
                       " values ($1, $2, $3, $4)",
                       std::array{Arg(number), Arg(file.name), Arg(digest), Arg(now)}));
    return {};
}

Result<void> apply(Connection& connection, EmbeddedFile const& file, Time now) {
    TRY(connection.run("begin immediate"));
    auto done = apply_within(connection, file, now);
    if (done) TRY(connection.run("commit"));
    if (!done && connection.in_transaction()) TRY(connection.run("rollback"));
    return done;
}

}  // namespace

Result<std::size_t> applied(Connection& connection, std::span<EmbeddedFile const> files) {
    auto known = TRY(connection.rows(
        "select 1 from sqlite_master where type = 'table' and name = 'migrations'", {}));
    if (known.empty()) return std::size_t{0};
    auto rows = TRY(connection.rows("select number, digest from migrations order by number", {}));
    if (rows.size() > files.size()) return fail(newer(rows.back().integer(0), files.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].text(1) != digest_of(files[i])) return fail(changed(files[i]));
    return rows.size();
}

Result<void> migrate(Connection& connection, std::span<EmbeddedFile const> files, Time now) {
    TRY(check_numbers(files));
    for (auto n = TRY(applied(connection, files)); n < files.size(); ++n)
        TRY(apply(connection, files[n], now));
    return {};
}

}  // namespace usher::store
