// A program that is measured from outside: started on the core that is measured, watched, ended.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "measure.h"

namespace usher::bench {

// The program that was built beside this one.
inline std::string usher_program() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "usher";
}

// Runs it to its end; what it says on standard output.
inline std::string said_by(std::string const& command) {
    auto* pipe = ::popen(command.c_str(), "r");
    if (!pipe) give_up("cannot run " + command);
    std::string text;
    std::array<char, 4096> piece{};
    while (auto n = std::fread(piece.data(), 1, piece.size(), pipe)) text.append(piece.data(), n);
    if (::pclose(pipe) != 0) give_up(command + " failed");
    return text;
}

// What stands behind that in what a program said, up to a space or comma.
inline std::string word_after(std::string const& text, std::string_view before) {
    auto at = text.find(before);
    if (at == std::string::npos) give_up("not said: " + std::string(before));
    auto from = at + before.size();
    return text.substr(from, text.find_first_of(" ,\r\n", from) - from);
}

class Program {
 public:
    explicit Program(std::vector<std::string> const& words) {
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) give_up("cannot make a pipe");
        process_ = ::fork();
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // a measurement that gives up leaves nobody behind
            pin_to(measured_core);
            ::dup2(pipe[1], STDOUT_FILENO);
            std::vector<char*> argv;
            for (auto const& word : words) argv.push_back(const_cast<char*>(word.c_str()));
            argv.push_back(nullptr);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(pipe[1]);
        out_ = pipe[0];
    }
    Program(Program const&) = delete;
    ~Program() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        ::close(out_);
    }

    // The port in "http://127.0.0.1:PORT", once it has said so.
    std::uint16_t port() {
        constexpr std::string_view before = "http://127.0.0.1:";
        std::string said;
        std::array<char, 4096> piece{};
        while (true) {
            auto at = said.find(before);
            auto from = at + before.size();
            if (at != std::string::npos && said.find_first_not_of("0123456789", from) < said.size())
                return static_cast<std::uint16_t>(std::stoi(said.substr(from)));
            auto n = ::read(out_, piece.data(), piece.size());
            if (n <= 0) give_up("the program ended: " + said);
            said.append(piece.data(), static_cast<std::size_t>(n));
        }
    }

    // KiB of memory that is its own and in use: what it would give back.
    double resident_kib() const {
        std::ifstream rollup("/proc/" + std::to_string(process_) + "/smaps_rollup");
        for (std::string line; std::getline(rollup, line);)
            if (line.starts_with("Pss:")) return std::stod(line.substr(4));
        give_up("cannot read how much memory it has");
    }
    // Seconds of processor so far.
    double cpu_seconds() const {
        std::ifstream stat("/proc/" + std::to_string(process_) + "/stat");
        std::string text((std::istreambuf_iterator<char>(stat)), {});
        std::istringstream rest(text.substr(text.rfind(')') + 2));
        std::string skipped;
        for (int i = 0; i < 11; ++i) rest >> skipped;
        double user = 0, system = 0;
        rest >> user >> system;
        return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }

 private:
    pid_t process_ = 0;
    int out_ = -1;
};

}  // namespace usher::bench
