#include "blueprints/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/embedded.h"
#include "base/secret.h"
#include "blueprints/check.h"
#include "blueprints/read.h"

namespace usher::blueprints {
namespace {

struct File {
    std::string stem, name;  // "postmark", and what faults call it
    std::string text;
    bool readable = true;
};

std::string stem_of(std::string_view name) {
    return std::string(name.substr(0, name.rfind(".toml")));
}

std::vector<File> embedded_files() {
    std::vector<File> files;
    for (auto const& file : blueprint_files())
        files.push_back({stem_of(file.name), std::string(file.name), std::string(file.text)});
    return files;
}

// One byte more than allowed is enough for load() to see that it is too large.
File read_file(std::filesystem::path const& path) {
    File file{path.stem().string(), path.string(), std::string(max_bytes + 1, '\0')};
    std::ifstream stream(path, std::ios::binary);
    stream.read(file.text.data(), static_cast<std::streamsize>(file.text.size()));
    file.readable = stream.is_open() && !stream.bad();
    file.text.resize(static_cast<std::size_t>(stream.gcount()));
    return file;
}

// Nothing, if the directory cannot be read.
std::optional<std::vector<File>> files_of(std::filesystem::path const& directory) {
    std::error_code error;
    std::vector<File> files;
    std::filesystem::directory_iterator entry(directory, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        std::error_code unknown;
        if (entry->path().extension() == ".toml" && entry->is_regular_file(unknown))
            files.push_back(read_file(entry->path()));
    }
    if (error) return std::nullopt;
    return files;
}

void replace(std::vector<File>& files, File own) {
    auto same = [&](File const& file) { return file.stem == own.stem; };
    std::erase_if(files, same);
    files.push_back(std::move(own));
}

Error faulty(std::string const& faults) {
    return {Code::invalid, "blueprints.faulty", "The blueprints have faults:\n" + faults};
}

}  // namespace

Loaded load(std::string_view toml, std::string_view stem) {
    auto document = parse_document(toml);
    if (!document.faults.empty()) return {nullptr, std::move(document.faults)};
    Faults faults;
    auto made = std::make_shared<Blueprint>(read(document.root, stem, faults));
    check(*made, document.root, faults);
    made->digest = hex(bytes_of(sha256(toml)));
    auto found = std::move(faults).in_file_order();
    return {found.empty() ? std::move(made) : nullptr, std::move(found)};
}

Result<Catalog> load_all(std::string_view directory) {
    auto files = embedded_files();
    if (!directory.empty()) {
        auto own = files_of(directory);
        if (!own) return fail(faulty(std::string(directory) + ": this folder cannot be read.\n"));
        for (auto& file : *own) replace(files, std::move(file));
    }
    auto by_stem = [](File const& a, File const& b) { return a.stem < b.stem; };
    std::sort(files.begin(), files.end(), by_stem);
    std::vector<std::shared_ptr<Blueprint const>> all;
    std::string wrong;
    for (auto const& file : files) {
        if (!file.readable) wrong += file.name + ": this file cannot be read.\n";
        if (!file.readable) continue;
        auto loaded = load(file.text, file.stem);
        for (auto const& fault : loaded.faults) wrong += text(fault, file.name) + '\n';
        all.push_back(std::move(loaded.blueprint));
    }
    if (!wrong.empty()) return fail(faulty(wrong));
    return Catalog(std::move(all));
}

}  // namespace usher::blueprints
