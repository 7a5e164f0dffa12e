#include "backup/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "backup/backup.h"
#include "base/digest.h"
#include "base/sealed_stream.h"

namespace usher::backup {
namespace {

constexpr std::string_view in_the_clear = "usher backup 1\n";
constexpr std::string_view with_a_secret = "usher backup 1 sealed\n";
constexpr std::string_view any_version = "usher backup ";
constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t digest_bytes = 32;

Error trouble(std::string const& path) {
    return refusal("backup.file", path + ": " + std::strerror(errno) + ".");
}

Result<StreamKey> key_from(Secret const& secret, std::string_view salt) {
    if (auto key = StreamKey::from(secret, salt)) return *key;
    return fail(refusal("backup.secret",
                        "The secret must be 64 hex digits (openssl rand -hex 32), or a passphrase "
                        "of at least 12 characters."));
}

class Descriptor {
 public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor const&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

 private:
    int number_;
};

}  // namespace

// ---- writing

class FileWriter::State {
 public:
    State(std::string path, int file) : path_(std::move(path)), file_(file) {}

    Result<void> begin(std::optional<Secret> const& secret, Random& random) {
        auto first = secret ? with_a_secret : in_the_clear;
        digest_.add(first);
        if (!secret) return put(first);
        auto salt = StreamKey::new_salt(random);
        auto key = TRY(key_from(*secret, salt));
        sealer_.emplace(key);
        head_ = std::string(first) + salt + key.name();
        return put(head_ + sealer_->header());
    }

    Result<void> add(std::string_view bytes) {
        digest_.add(bytes);
        return hold(bytes);
    }

    Result<void> end() {
        TRY(hold(bytes_of(digest_.so_far())));
        TRY(flush(true));
        if (::fsync(file_.number()) != 0) return fail(trouble(path_));
        return {};
    }
    std::int64_t written() const { return written_; }

 private:
    Result<void> hold(std::string_view bytes) {
        while (!bytes.empty()) {
            auto part = bytes.substr(0, piece_bytes - held_.size());
            held_.append(part);
            bytes.remove_prefix(part.size());
            // The last piece is known as such only at the end, so one is always kept back.
            if (held_.size() == piece_bytes && !bytes.empty()) TRY(flush(false));
        }
        return {};
    }
    Result<void> flush(bool last) {
        auto piece = std::exchange(held_, {});
        if (!sealer_) return put(piece);
        auto beside = std::exchange(head_, {});
        return put(sealer_->seal(piece, beside, last));
    }
    Result<void> put(std::string_view bytes) {
        while (!bytes.empty()) {
            auto n = ::write(file_.number(), bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return fail(trouble(path_));
            bytes.remove_prefix(static_cast<std::size_t>(n));
            written_ += n;
        }
        return {};
    }

    std::string path_;
    Descriptor file_;
    RunningDigest digest_;
    std::optional<StreamSealer> sealer_;
    std::string head_;  // bound to the first piece
    std::string held_;
    std::int64_t written_ = 0;
};

Result<std::unique_ptr<FileWriter>> FileWriter::open(std::string const& path,
                                                     std::optional<Secret> const& secret,
                                                     Random& random) {
    ::unlink(path.c_str());
    int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return fail(trouble(path));
    auto state = std::make_unique<State>(path, file);
    TRY(state->begin(secret, random));
    return std::unique_ptr<FileWriter>(new FileWriter(std::move(state)));
}

FileWriter::FileWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
FileWriter::~FileWriter() = default;
Result<void> FileWriter::add(std::string_view bytes) { return state_->add(bytes); }
Result<void> FileWriter::end() { return state_->end(); }
std::int64_t FileWriter::written() const { return state_->written(); }

// ---- reading

class FileReader::State {
 public:
    State(std::string path, int file) : path_(std::move(path)), file_(file) {}

    Result<void> begin(std::optional<Secret> const& secret) {
        auto start = TRY(raw(with_a_secret.size()));
        if (start == with_a_secret) return begin_sealed(secret);
        if (!start.starts_with(in_the_clear)) return fail(no_backup(start));
        digest_.add(in_the_clear);
        held_ = start.substr(in_the_clear.size());
        return {};
    }

    Result<std::string> take(std::size_t n) {
        while (held_.size() - used_ < n) TRY(more());
        auto part = held_.substr(used_, n);
        used_ += n;
        digest_.add(part);
        return part;
    }

    Result<std::string> line(std::size_t most) {
        while (true) {
            auto end = held_.find('\n', used_);
            if (end != held_.npos && end - used_ <= most) {
                auto text = TRY(take(end - used_));
                TRY(take(1));
                return text;
            }
            if (held_.size() - used_ > most) return fail(altered());
            TRY(more());
        }
    }

    Result<void> end() {
        auto expected = digest_.so_far();
        auto found = TRY(take(digest_bytes));
        if (found != bytes_of(expected)) return fail(altered());
        if (used_ != held_.size() || !TRY(raw(1)).empty()) return fail(altered());
        if (opener_ && !opener_->ended()) return fail(cut_off());
        return {};
    }
    bool sealed() const { return opener_.has_value(); }

 private:
    static Error cut_off() {
        return refusal("backup.cut_off",
                       "The backup ends too early, or its end was altered. Take another one; "
                       "nothing was restored.");
    }
    static Error altered() {
        return refusal("backup.altered",
                       "The backup is not as it was written. Take another one; nothing was "
                       "restored.");
    }
    Error no_backup(std::string_view start) const {
        if (!start.starts_with(any_version))
            return refusal("backup.not_one", path_ + " is no backup of Usher.");
        return refusal("backup.newer",
                       path_ + " was made by a later version of Usher: restore it with that one.");
    }

    Result<void> begin_sealed(std::optional<Secret> const& secret) {
        if (!secret)
            return fail(refusal("backup.secret_needed",
                                "This backup is encrypted: name the file of its secret with "
                                "--secret."));
        auto salt = TRY(raw(StreamKey::salt_bytes));
        auto name = TRY(raw(StreamKey::name_bytes));
        auto header = TRY(raw(StreamSealer::header_bytes));
        if (header.size() < StreamSealer::header_bytes) return fail(cut_off());
        auto key = TRY(key_from(*secret, salt));
        if (key.name() != name)
            return fail(refusal("backup.wrong_secret",
                                "This backup was encrypted with another secret (or its first "
                                "lines were altered)."));
        digest_.add(with_a_secret);
        opener_.emplace(key, header);
        head_ = std::string(with_a_secret) + salt + name;
        return {};
    }

    // The next piece. Its bytes are believed once they were opened, or once the digest fits.
    Result<void> more() {
        held_.erase(0, std::exchange(used_, 0));
        if (!opener_) {
            auto bytes = TRY(raw(piece_bytes));
            if (bytes.empty()) return fail(cut_off());
            held_.append(bytes);
            return {};
        }
        if (opener_->ended()) return fail(altered());
        auto sealed = TRY(raw(piece_bytes + StreamSealer::overhead));
        if (sealed.empty()) return fail(cut_off());
        auto beside = std::exchange(head_, {});
        auto piece = opener_->open(sealed, beside);
        if (piece) {
            held_.append(*piece);
            return {};
        }
        bool whole = sealed.size() == piece_bytes + StreamSealer::overhead;
        return fail(whole ? altered() : cut_off());
    }

    // Up to `n` bytes of the file as they lie there; fewer at its end.
    Result<std::string> raw(std::size_t n) {
        std::string bytes(n, '\0');
        std::size_t size = 0;
        while (size < n) {
            auto got = ::read(file_.number(), bytes.data() + size, n - size);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return fail(trouble(path_));
            if (got == 0) break;
            size += static_cast<std::size_t>(got);
        }
        bytes.resize(size);
        return bytes;
    }

    std::string path_;
    Descriptor file_;
    RunningDigest digest_;
    std::optional<StreamOpener> opener_;
    std::string head_;
    std::string held_;  // opened and not yet taken, from used_ on
    std::size_t used_ = 0;
};

Result<std::unique_ptr<FileReader>> FileReader::open(std::string const& path,
                                                     std::optional<Secret> const& secret) {
    int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return fail(trouble(path));
    auto state = std::make_unique<State>(path, file);
    TRY(state->begin(secret));
    return std::unique_ptr<FileReader>(new FileReader(std::move(state)));
}

FileReader::FileReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
FileReader::~FileReader() = default;
Result<std::string> FileReader::take(std::size_t n) { return state_->take(n); }
Result<std::string> FileReader::line(std::size_t most) { return state_->line(most); }
Result<void> FileReader::end() { return state_->end(); }
bool FileReader::sealed() const { return state_->sealed(); }

}  // namespace usher::backup
