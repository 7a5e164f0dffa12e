// The file of a backup, written and read from its beginning to its end, never held whole.
//
//   usher backup 1\n        then in the clear, or
//   usher backup 1 sealed\n salt (16) · name of the key (16) · header (24), and in pieces of 64 KiB
//                           and 17 bytes, each of them encrypted:
//   manifest, one line of JSON \n · the database · SHA-256 of all before it, this file's first
//   line included
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace usher::backup {

class FileWriter {
 public:
    // Makes the file (0600); one of that name is replaced. Fails with `backup.file`,
    // `backup.secret`.
    static Result<std::unique_ptr<FileWriter>> open(std::string const& path,
                                                    std::optional<Secret> const& secret, Random&);
    ~FileWriter();
    Result<void> add(std::string_view bytes);
    Result<void> end();  // the digest; durable afterwards
    std::int64_t written() const;

 private:
    class State;
    explicit FileWriter(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

class FileReader {
 public:
    // Fails with `backup.file`, `backup.not_one`, `backup.newer`, `backup.secret_needed`,
    // `backup.secret`, `backup.wrong_secret`.
    static Result<std::unique_ptr<FileReader>> open(std::string const& path,
                                                    std::optional<Secret> const& secret);
    ~FileReader();
    // The next `n` bytes, or up to a line end, which is left out. Fails with `backup.cut_off`,
    // `backup.altered`.
    Result<std::string> take(std::size_t n);
    Result<std::string> line(std::size_t most);
    // The digest must follow, and nothing after it.
    Result<void> end();
    bool sealed() const;

 private:
    class State;
    explicit FileReader(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

}  // namespace usher::backup
