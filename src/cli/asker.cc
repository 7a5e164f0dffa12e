#include "app/wire.h"
#include "cli/command.h"
#include "http/server.h"

namespace usher::cli {

class Asker::State {
 public:
    explicit State(Context& context) : context_(context) {}

    Result<http::Response> send(http::Method method, std::string const& target,
                                std::string const& body) {
        if (!in_process_) {
            auto path = app::socket_path(context_.config);
            auto answer = http::ask_socket(path, method, target, body);
            if (answer || answer.error().key != "http.no_server") return answer;
            TRY(open());
        }
        http::Raw raw;
        raw.method = method;
        raw.target = target;
        raw.body = body;
        raw.instance = true;
        if (!body.empty()) raw.headers.emplace_back("content-type", "application/json");
        RequestId id{new_id_bytes(context_.world.clock.now(), context_.world.random)};
        http::Request request(std::move(raw), id, in_process_->store());
        return in_process_->router().dispatch(request);
    }

 private:
    Result<void> open() {
        auto config = TRY(app::settled(context_.config));
        in_process_ = TRY(app::Installation::open(config, context_.world));
        return {};
    }

    Context& context_;
    std::unique_ptr<app::Installation> in_process_;
};

Asker::Asker(Context& context) : state_(std::make_unique<State>(context)) {}
Asker::~Asker() = default;

Result<json::Value> Asker::ask(http::Method method, std::string const& target,
                               std::string const& body) {
    auto answer = TRY(state_->send(method, target, body));
    if (answer.status == 204) return json::Value();
    auto value = TRY(json::parse(answer.body));
    if (answer.status < 400) return value;
    Error error{Code::invalid, member(value, "code"), member(value, "detail")};
    error.field = member(value, "field");
    return fail(std::move(error));
}

}  // namespace usher::cli
