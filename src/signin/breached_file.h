// A file of breached passwords, open and searched where it lies: SHA-1 as 40 hex digits, one a
// line, ordered by it; behind it perhaps a colon and how often it was seen; lines end by LF or
// CRLF. So the downloader of Have I Been Pwned writes it. It may have any size: nothing of it is
// kept in memory, and a search takes about 40 short reads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sha1.h"
#include "base/time.h"

namespace usher::signin {

// Which file it is, and as of when: another one where the path was renamed over or written to.
struct FileMark {
    std::uint64_t device = 0, number = 0;
    std::int64_t bytes = 0, written_ns = 0, changed_ns = 0;
    bool operator==(FileMark const&) const = default;
    bool same_file(FileMark const& other) const {
        return device == other.device && number == other.number;
    }
};
std::optional<FileMark> mark_of(std::string const& path);

class BreachedFile {
 public:
    // Looks at the first line, the last and some between; at all of them where the file is small.
    // Fails with `passwords.list_unusable`, whose detail names the setting and the file, says what
    // is wrong with it and what is expected.
    static Result<std::shared_ptr<BreachedFile const>> open(std::string path);
    ~BreachedFile();
    BreachedFile(BreachedFile const&) = delete;
    BreachedFile& operator=(BreachedFile const&) = delete;

    // Reads the disk: never inside a transaction. Fails as above where it cannot be read, or holds
    // something else than such a line where one was looked for.
    Result<bool> holds(Sha1 const&) const;
    FileMark const& mark() const { return mark_; }
    std::int64_t bytes() const { return mark_.bytes; }
    Time written_at() const { return {mark_.written_ns / 1'000'000}; }

 private:
    struct Line {
        std::int64_t start = 0, end = 0;  // where the next one starts
        Sha1 hash{};
    };
    BreachedFile(std::string path, int file) : path_(std::move(path)), file_(file) {}
    Error unusable(std::string const& what) const;
    Error no_line_at(std::int64_t) const;
    Result<void> check() const;
    // Fewer than asked for where the file ends.
    Result<std::string_view> read_at(std::int64_t, char* into, std::size_t size) const;
    // The first line that starts at that byte or behind it; none where the file ends before.
    Result<std::optional<Line>> line_from(std::int64_t) const;
    Result<Line> last_line() const;

    std::string const path_;
    int const file_;
    FileMark mark_;
};

}  // namespace usher::signin
