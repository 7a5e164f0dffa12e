#include "store/instance_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace usher::store {
namespace {

using Root = std::array<std::uint8_t, 32>;
constexpr std::size_t key_letters = 64;

class File {
 public:
    explicit File(int number) : number_(number) {}
    File(File const&) = delete;
    ~File() {
        if (number_ >= 0) ::close(number_);
    }
    bool open() const { return number_ >= 0; }
    int number() const { return number_; }

 private:
    int number_;
};

Error refusal(std::string key, std::string const& path, std::string_view what) {
    return {Code::unavailable, std::move(key), path + " " + std::string(what)};
}

Error missing(std::string const& path) {
    return refusal("store.key_missing", path,
                   std::string("cannot be opened: ") + std::strerror(errno) +
                       ". Bring back the file that the data was made under. If it is lost, "
                       "restore a backup with --new-instance-key.");
}

// Of one that is being made: nothing was lost.
Error not_written(std::string const& path, int why) {
    return refusal("store.key_not_written", path,
                   std::string("cannot be written: ") + std::strerror(why) + ".");
}

std::optional<std::uint8_t> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

std::optional<Root> from_hex(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.size() != key_letters) return std::nullopt;
    Root root;
    for (std::size_t i = 0; i < root.size(); ++i) {
        auto high = hex_digit(text[2 * i]);
        auto low = hex_digit(text[2 * i + 1]);
        if (!high || !low) return std::nullopt;
        root[i] = static_cast<std::uint8_t>(*high << 4 | *low);
    }
    return root;
}

Error malformed(std::string const& path) {
    return refusal("store.key_malformed", path,
                   "must hold 64 hex digits, as `openssl rand -hex 32` prints them.");
}

Result<Secret> read_text(std::string const& path) {
    File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat about{};
    if (!file.open() || ::fstat(file.number(), &about) != 0) return fail(missing(path));
    if ((about.st_mode & 077) != 0)
        return fail(refusal("store.key_not_private", path,
                            "may be read by others. Allow its owner alone: chmod 600."));
    std::string text(key_letters + 3, '\0');
    auto size = ::read(file.number(), text.data(), text.size());
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    if (!from_hex(text)) return fail(malformed(path));
    return Secret(std::move(text));
}

Result<SealingKey> read_key(std::string const& path) {
    auto text = TRY(read_text(path));
    return SealingKey(*from_hex(text.reveal()));
}

std::string path_of(std::string const& directory, char const* named_file) {
    return named_file && *named_file ? named_file : directory + "/instance.key";
}

// What is not taken at once says why when the rest is tried.
bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        auto taken = ::write(file, text.data(), text.size());
        if (taken < 0 && errno == EINTR) continue;
        if (taken <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(taken));
    }
    return true;
}

bool write_whole(std::string const& path, std::string_view text) {
    File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    return file.open() && write_all(file.number(), text) && ::fsync(file.number()) == 0;
}

// Under another name first, so that no crash leaves half a key; a link never replaces a key that
// is there.
Result<void> put_key(std::string const& directory, std::string const& path, Secret const& text) {
    auto draft = path + "." + std::to_string(::getpid());
    ::unlink(draft.c_str());
    bool made = write_whole(draft, text.reveal()) && ::link(draft.c_str(), path.c_str()) == 0;
    auto why = errno;
    ::unlink(draft.c_str());
    File folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (made && folder.open() && ::fsync(folder.number()) == 0) return {};
    return fail(not_written(path, made ? errno : why));
}

Result<void> make_key(std::string const& directory, std::string const& path, Random& random) {
    Root root;
    random.fill(root);
    Secret text(hex({reinterpret_cast<char const*>(root.data()), root.size()}) + "\n");
    return put_key(directory, path, text);
}

}  // namespace

Result<SealingKey> instance_key(std::string const& directory, char const* named_file,
                                Random& random) {
    auto path = path_of(directory, named_file);
    bool own = !named_file || !*named_file;
    // Beside data that another key has sealed a new one would only hide that the old one is gone.
    bool first = own && ::access((directory + "/usher.db").c_str(), F_OK) != 0;
    if (first && ::access(path.c_str(), F_OK) != 0) TRY(make_key(directory, path, random));
    return read_key(path);
}

Result<void> make_instance_key(std::string const& directory, Random& random) {
    return make_key(directory, path_of(directory, nullptr), random);
}

Result<SealingKey> instance_key_there(std::string const& directory, char const* named_file) {
    return read_key(path_of(directory, named_file));
}

Result<Secret> instance_key_text(std::string const& directory, char const* named_file) {
    return read_text(path_of(directory, named_file));
}

Result<SealingKey> instance_key_from(Secret const& text) {
    auto root = from_hex(text.reveal());
    if (!root) return fail(malformed("The instance's key"));
    return SealingKey(*root);
}

Result<void> keep_instance_key(std::string const& directory, Secret const& text) {
    return put_key(directory, directory + "/instance.key", text);
}

}  // namespace usher::store
