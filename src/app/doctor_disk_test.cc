#include <gtest/gtest.h>

#include "app/doctor.h"

namespace usher::app {
namespace {

constexpr std::uint64_t mib = 1ULL << 20;

struct Row {
    char const* name;
    Disk disk;
    std::vector<std::string> lines;  // "wrong disk: …", what to do behind an arrow
};

std::string line_of(Finding const& one) {
    auto is = one.is == Finding::Is::good     ? "ok"
              : one.is == Finding::Is::notice ? "notice"
                                              : "wrong";
    auto line = is + std::string(" ") + one.about + ": " + one.says;
    return one.todo.empty() ? line : line + " → " + one.todo;
}

std::string const make_room =
    " → Make room on the file system of /data, or move it to a larger one.";

std::vector<Row> rows() {
    return {
        {"room enough",
         {"/data", false, 5000 * mib, 300 * mib, 90'000},
         {"ok disk: 5000 MiB are free; the data takes up 300 MiB."}},
        {"just enough",
         {"/data", false, 1024 * mib, 1024 * mib, 1000},
         {"ok disk: 1024 MiB are free; the data takes up 1024 MiB."}},
        {"no room for a second one",
         {"/data", false, 2000 * mib, 2001 * mib, {}},
         {"notice disk: 2000 MiB are free; the data takes up 2001 MiB. A backup needs as much room "
          "as the data." +
          make_room}},
        {"below a gigabyte",
         {"/data", false, 1024 * mib - 1, mib, {}},
         {"notice disk: 1023 MiB are free; the data takes up 1 MiB. A backup needs as much room as "
          "the data." +
          make_room}},
        {"the least",
         {"/data", false, 64 * mib, mib, {}},
         {"notice disk: 64 MiB are free; the data takes up 1 MiB. A backup needs as much room as "
          "the data." +
          make_room}},
        {"below the least",
         {"/data", false, 64 * mib - 1, mib, {}},
         {"wrong disk: 63 MiB are free; the data takes up 1 MiB. Writes will be refused." +
          make_room}},
        {"nothing left, not even names",
         {"/data", false, 0, mib, 0},
         {"wrong disk: 0 MiB are free; the data takes up 1 MiB. Writes will be refused." +
              make_room,
          "wrong disk: The file system has hardly a name left for new files." + make_room}},
        {"few names",
         {"/data", false, 5000 * mib, mib, 999},
         {"ok disk: 5000 MiB are free; the data takes up 1 MiB.",
          "wrong disk: The file system has hardly a name left for new files." + make_room}},
        {"read-only, whatever is free",
         {"/data", true, 0, mib, {}},
         {"wrong disk: The file system of /data is read-only. → Look at the kernel's log (dmesg): "
          "a "
          "disk that fails is mounted so."}},
    };
}

TEST(Doctor, tells_of_each_disk_what_is_wrong_and_what_to_do) {
    for (auto const& row : rows()) {
        std::vector<std::string> lines;
        for (auto const& one : judged(row.disk)) lines.push_back(line_of(one));
        EXPECT_EQ(lines, row.lines) << row.name;
    }
}

TEST(Doctor, looks_at_the_disk_of_the_data) {
    Config config;
    config.data = "/proc";  // is of no size, and counts no names
    Findings all;
    examine_disk(all, config);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].is, Finding::Is::wrong) << all[0].says;
    config.data = "/nowhere/at/all";
    all.clear();
    examine_disk(all, config);
    EXPECT_TRUE(all.empty()) << "another finding says so";
}

}  // namespace
}  // namespace usher::app
