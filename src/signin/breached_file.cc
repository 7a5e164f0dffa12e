#include "signin/breached_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace usher::signin {
namespace {

constexpr std::size_t most_digits = 20;                                  // of a count
constexpr std::size_t longest_line = sha1_digits + 1 + most_digits + 2;  // with CR and LF
// From any byte on, the rest of one line and the whole of the next.
using Piece = std::array<char, 2 * longest_line>;

// What is looked at before a file is believed: every line of a small one, of others that many.
constexpr std::int64_t small_bytes = 1 << 20;
constexpr std::int64_t samples = 64;

std::int64_t ns_of(timespec const& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileMark mark_in(struct stat const& about) {
    return {std::uint64_t{about.st_dev}, std::uint64_t{about.st_ino}, std::int64_t{about.st_size},
            ns_of(about.st_mtim), ns_of(about.st_ctim)};
}

bool is_count(std::string_view text) {
    return !text.empty() && text.size() <= most_digits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Of a line without its LF.
std::optional<Sha1> hash_in(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto rest = line.size() > sha1_digits ? line.substr(sha1_digits) : std::string_view();
    if (!rest.empty() && (rest.front() != ':' || !is_count(rest.substr(1)))) return std::nullopt;
    return sha1_from_hex(line.substr(0, sha1_digits));
}

}  // namespace

std::optional<FileMark> mark_of(std::string const& path) {
    struct stat about{};
    if (::stat(path.c_str(), &about) != 0) return std::nullopt;
    return mark_in(about);
}

Error BreachedFile::unusable(std::string const& what) const {
    return {Code::unavailable, "passwords.list_unusable",
            "passwords.breached names " + path_ + ", " + what +
                ": it must be a readable file with the SHA-1 of a password as 40 hex digits on "
                "each line, perhaps a colon and a count behind it, ordered by the SHA-1."};
}

Error BreachedFile::no_line_at(std::int64_t at) const {
    return unusable("which has no such line at byte " + std::to_string(at));
}

Result<std::shared_ptr<BreachedFile const>> BreachedFile::open(std::string path) {
    // A pipe must not make the server wait for its other end.
    int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    std::string const why = std::strerror(errno);
    std::shared_ptr<BreachedFile> list(new BreachedFile(std::move(path), file));
    if (file < 0) return fail(list->unusable("which cannot be opened (" + why + ")"));
    struct stat about{};
    if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        return fail(list->unusable(S_ISDIR(about.st_mode) ? "which is a folder"
                                                          : "which is no regular file"));
    list->mark_ = mark_in(about);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_RANDOM);  // nothing beside what is read is wanted
    TRY(list->check());
    return list;
}

BreachedFile::~BreachedFile() {
    if (file_ >= 0) ::close(file_);
}

Result<std::string_view> BreachedFile::read_at(std::int64_t at, char* into,
                                               std::size_t size) const {
    auto wanted = std::min(size, static_cast<std::size_t>(mark_.bytes - at));
    std::size_t got = 0;
    while (got < wanted) {
        auto n = ::pread(file_, into + got, wanted - got, at + static_cast<std::int64_t>(got));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            return fail(
                unusable("which cannot be read (" + std::string(std::strerror(errno)) + ")"));
        if (n == 0) return fail(unusable("which has become shorter while it was read"));
        got += static_cast<std::size_t>(n);
    }
    return std::string_view(into, got);
}

Result<std::optional<BreachedFile::Line>> BreachedFile::line_from(std::int64_t at) const {
    Piece piece;
    // With the byte before: where that ends a line, one starts here.
    auto from = std::max<std::int64_t>(at - 1, 0);
    auto text = TRY(read_at(from, piece.data(), piece.size()));
    std::size_t skipped = 0;
    if (at > 0) {
        auto end = text.find('\n');
        bool too_long = end >= longest_line;
        if (end == text.npos && from + static_cast<std::int64_t>(text.size()) == mark_.bytes)
            return std::optional<Line>();
        if (too_long) return fail(no_line_at(at));
        skipped = end + 1;
    }
    auto start = from + static_cast<std::int64_t>(skipped);
    if (start == mark_.bytes) return std::optional<Line>();
    text.remove_prefix(skipped);
    auto end = text.find('\n');
    auto hash = hash_in(text.substr(0, end));
    if (!hash) return fail(no_line_at(start));
    auto size = end == text.npos ? text.size() : end + 1;
    return std::optional(Line{start, start + static_cast<std::int64_t>(size), *hash});
}

Result<BreachedFile::Line> BreachedFile::last_line() const {
    Piece piece;
    // With the end of the line before.
    auto from = std::max<std::int64_t>(mark_.bytes - std::int64_t{longest_line} - 1, 0);
    auto text = TRY(read_at(from, piece.data(), piece.size()));
    if (text.ends_with('\n')) text.remove_suffix(1);
    auto before = text.rfind('\n');
    if (before == text.npos && from > 0) return fail(no_line_at(from));
    auto start = before == text.npos ? 0 : from + static_cast<std::int64_t>(before) + 1;
    auto line = TRY(line_from(start));
    if (!line) return fail(no_line_at(start));
    return *line;
}

Result<void> BreachedFile::check() const {
    if (mark_.bytes == 0) return fail(unusable("which is empty"));
    auto step = mark_.bytes <= small_bytes ? 0 : mark_.bytes / samples;
    std::optional<Line> before;
    auto follows = [&](Line const& line) -> Result<void> {
        if (before && line.hash < before->hash)
            return fail(unusable("which is not in order at byte " + std::to_string(line.start)));
        before = line;
        return {};
    };
    for (std::int64_t at = 0; at < mark_.bytes;) {
        auto line = TRY(line_from(at));
        if (!line) break;
        TRY(follows(*line));
        at = std::max(line->end, at + step);
    }
    auto last = TRY(last_line());
    return follows(last);
}

Result<bool> BreachedFile::holds(Sha1 const& hash) const {
    // Lines that start before `low` are smaller, those from `high` on are greater.
    std::int64_t low = 0, high = mark_.bytes;
    while (low < high) {
        auto middle = low + (high - low) / 2;
        auto line = TRY(line_from(middle));
        if (line && line->hash == hash) return true;
        if (line && line->start < high && line->hash < hash) {
            low = line->end;
        } else {
            high = middle;
        }
    }
    return false;
}

}  // namespace usher::signin
