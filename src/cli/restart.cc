// A newer program, or other settings, without a refused request.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include "cli/operations.h"
#include "http/server.h"
#include "store/lock.h"

namespace usher::cli {
namespace {

constexpr std::chrono::milliseconds look_again_after(20);

bool is_there(int process) { return ::kill(process, 0) == 0 || errno != ESRCH; }

Error refused(std::string detail) {
    return Error{Code::unavailable, "app.successor", std::move(detail)};
}

// The successor answers on the very socket that the old server had.
Result<void> await(std::string const& data, std::string const& socket, int successor) {
    while (store::DataLock::holder(data) != successor) {
        if (!is_there(successor))
            return fail(refused("The successor, process " + std::to_string(successor) +
                                ", ended while it opened the data. The server that was there goes "
                                "on; its log says so."));
        std::this_thread::sleep_for(look_again_after);
    }
    auto answer = http::ask_socket(socket, http::Method::get, "/healthz", "");
    if (answer && answer->status == 200) return {};
    return fail(refused("The successor holds the data, but does not answer. Look at its log."));
}

Result<void> restart(Context& context) {
    auto socket = app::socket_path(context.config);
    auto answer = TRY(http::ask_socket(socket, http::Method::post, "/v1/restart", ""));
    auto value = TRY(json::parse(answer.body));
    if (answer.status != 200)
        return fail(Error{Code::unavailable, member(value, "code"), member(value, "detail")});
    auto successor = number_in(value, "process");
    TRY(await(context.config.data, socket, std::atoi(successor.c_str())));
    say("Process " + successor + " serves now; nobody was turned away.");
    return {};
}

}  // namespace

void add_restart(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand(
        "restart", "Let a successor of the running server take over, without a refused request");
    add_installation_options(command, context);
    command.callback([&context] {
        auto done = restart(context);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
