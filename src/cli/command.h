// What the files of this folder share: how a command is added, and how it asks Usher.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/settings.h"
#include "base/json.h"
#include "base/result.h"
#include "http/request.h"

namespace CLI {
class App;
}

namespace usher::cli {

// What `run` hands to each command; lives until the command has ended.
struct Context {
    app::World const& world;
    app::Config config;  // in force once the command runs
    int status = 0;
    app::Given given = {};
    app::InForce in_force = {};
};

void add_serve(CLI::App&, Context&);
void add_init(CLI::App&, Context&);
void add_account(CLI::App&, Context&);
void add_account_list(CLI::App& account, Context&);
void add_account_changes(CLI::App& account, Context&);
void add_blueprint(CLI::App&, Context&);
void add_audit(CLI::App&, Context&);
void add_key(CLI::App&, Context&);
void add_config(CLI::App&, Context&);
void add_demo(CLI::App&, Context&);

// What every command that works on an installation must know of it, as it may be the one that opens
// it: where no server runs, its links and products are as the server's would be.
void add_installation_options(CLI::App&, Context&);
void add_serving_options(CLI::App&, Context&);  // these, and those of a server

// Asks the server that runs on DATA over its socket; where none runs, takes the lock and asks the
// same routes in process. Either way as the instance itself (RT26). A refusal comes as its Error.
class Asker {
 public:
    explicit Asker(Context& context);
    ~Asker();
    Result<json::Value> ask(http::Method, std::string const& target, std::string const& body = "");

 private:
    class State;
    std::unique_ptr<State> state_;
};

void say(std::string_view line);                                   // to standard output
int complain(Error const&);                                        // to standard error; returns 1
std::string member(json::Value const&, std::string_view name);     // text, or empty
std::string number_in(json::Value const&, std::string_view name);  // digits, or empty

}  // namespace usher::cli
