// How fast `usher demo` fills an account, against `sqlite3 .import` of the very rows that it wrote,
// into the same tables with the same indexes. Usher makes them by the verbs that serve requests:
// rights, seats, the list's trees and the audit log's chain, a thousand people to a transaction.
// They take turns; the ratio of a round is the import's time to the fill's. The goal is what the
// design asks of an import that goes on beside live users.
//
// Run it by script/bench fill, on the disk that is to be measured: it works in the current
// directory.
//   --quick  few people, one round: shows that it runs
#include <fstream>

#include "program.h"

namespace usher::bench {
namespace {

constexpr double goal = 0.06;

// A file of what sqlite3 is to do, so that nothing needs quoting.
void sqlite3(std::string const& database, std::string const& script, std::string const& lines) {
    std::ofstream(script) << ".bail on\n" << lines;
    said_by("sqlite3 " + database + " < " + script);
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

struct Rows {
    std::vector<std::string> tables;
    double count = 0;
};

// What an import has no word for: bytes are put out as hexadecimal digits.
std::string selection(std::string const& database, std::string const& table) {
    auto columns =
        said_by("sqlite3 " + database + " \"select name from pragma_table_info('" + table + "')\"");
    std::string list;
    for (auto const& column : lines_of(columns))
        list += (list.empty() ? "" : ", ") +
                ("iif(typeof(" + column + ") = 'blob', hex(" + column + "), " + column + ")");
    return "select " + list + " from " + table + ";\n";
}

// Each table's rows as a file of text, and the definitions of all. An import knows no null: so that
// empty texts in their place do not clash, unique indexes are made as others, of the same cost.
Rows put_out(std::string const& folder, std::string const& database) {
    Rows rows;
    rows.tables = lines_of(said_by("sqlite3 " + database +
                                   " \"select name from sqlite_schema where type = 'table' and"
                                   " name not like 'sqlite%' order by name\""));
    std::string script = ".mode csv\n";
    for (auto const& table : rows.tables) {
        script += ".output " + folder + "/" + table + ".csv\n" + selection(database, table);
        rows.count +=
            std::stod(said_by("sqlite3 " + database + " 'select count(*) from " + table + "'"));
    }
    sqlite3(database, folder + "/out.sql", script);
    auto schema = said_by("sqlite3 " + database + " '.schema --nosys'");
    for (auto const* unique : {"create unique index", "CREATE UNIQUE INDEX"})
        for (std::size_t at = 0; (at = schema.find(unique)) != std::string::npos;)
            schema.replace(at, std::string_view(unique).size(), "create index");
    std::ofstream(folder + "/schema.sql") << schema;
    return rows;
}

// Milliseconds.
double import(std::string const& folder, Rows const& rows) {
    auto database = folder + "/imported.db";
    std::filesystem::remove(database);
    sqlite3(database, folder + "/in.sql", ".read " + folder + "/schema.sql\n");
    std::string script =
        "pragma journal_mode = wal;\npragma ignore_check_constraints = on;\n"
        ".mode csv\n";
    for (auto const& table : rows.tables)
        script += ".import " + folder + "/" + table + ".csv " + table + "\n";
    auto begun = Steady::now();
    sqlite3(database, folder + "/in.sql", script);
    return ms_since(begun);
}

int run(bool quick) {
    pin_to(measured_core);  // and the programs that it runs
    Workplace workplace;
    std::vector<double> ratios;
    auto users = quick ? 300 : 20'000;
    for (int round = 1; round <= (quick ? 1 : 5); ++round) {
        auto data = workplace.path() + "/data" + std::to_string(round);
        auto begun = Steady::now();
        said_by(usher_program() + " demo --data " + data + " --users " + std::to_string(users));
        auto filled = ms_since(begun);
        auto rows = put_out(workplace.path(), data + "/usher.db");
        auto imported = import(workplace.path(), rows);
        ratios.push_back(imported / filled);
        std::printf(
            "round %d: %d people, %.0f rows of %zu tables: filled in %.1f s (%.0f people a "
            "second), "
            "imported in %.1f s, ratio %.2f\n",
            round, users, rows.count, rows.tables.size(), filled / 1000, users * 1000 / filled,
            imported / 1000, ratios.back());
        std::filesystem::remove_all(data);
    }
    std::printf("fill ratio %.2f goal %.2f\n", median(ratios), goal);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
