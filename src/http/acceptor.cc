#include "http/acceptor.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <vector>

namespace usher::http {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

constexpr int max_accepted_at_once = 64;
constexpr std::chrono::milliseconds pause_of_accept(100);  // when something is short

void not_taken_in(std::exception const& short_of) {
    std::fprintf(stderr, "usher: a connection could not be taken in: %s\n", short_of.what());
}

}  // namespace

class Acceptor::State : public std::enable_shared_from_this<State> {
 public:
    State(asio::io_context& context, TakeIn take_in)
        : context_(context), take_in_(std::move(take_in)) {}

    void listen_on(int socket, From from) {
        auto descriptor = std::make_shared<Descriptor>(context_, socket);
        listening_.push_back(descriptor);
        asio::co_spawn(context_, accept(shared_from_this(), descriptor, from), asio::detached);
    }
    void take_in(Socket connection) try {
        auto peer = peer_of(connection.number());
        if (peer) take_in_(std::move(connection), *std::move(peer));
    } catch (std::exception const& short_of) {
        not_taken_in(short_of);
    }
    void close() {
        closed_ = true;
        for (auto const& listening : listening_) listening->close();
    }

 private:
    static asio::awaitable<void> accept(std::shared_ptr<State>, std::shared_ptr<Descriptor>, From);
    bool accept_some(int listening, From);

    asio::io_context& context_;
    TakeIn const take_in_;
    std::vector<std::shared_ptr<Descriptor>> listening_;
    bool closed_ = false;
};

asio::awaitable<void> Acceptor::State::accept(std::shared_ptr<State> self,
                                              std::shared_ptr<Descriptor> listening, From from) {
    auto& me = *self;
    boost::system::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    asio::steady_timer pause(me.context_);
    for (;;) {
        co_await listening->async_wait(Descriptor::wait_read, token);
        if (error || me.closed_) co_return;
        if (me.accept_some(listening->native_handle(), from)) continue;
        pause.expires_after(pause_of_accept);
        co_await pause.async_wait(token);
    }
}

// False where something is short. Whatever happens to one connection, those after it must not
// suffer.
bool Acceptor::State::accept_some(int listening, From from) try {
    for (int i = 0; i < max_accepted_at_once; ++i) {
        auto accepted = accept_one(listening, from);
        if (accepted.is == Accepted::Is::nobody) return true;
        if (accepted.is == Accepted::Is::no_descriptors) return false;
        if (!take_in_(std::move(accepted.socket), std::move(accepted.peer))) return false;
    }
    return true;
} catch (std::exception const& short_of) {
    not_taken_in(short_of);
    return false;
}

Acceptor::Acceptor(asio::io_context& context, TakeIn take_in)
    : state_(std::make_shared<State>(context, std::move(take_in))) {}
Acceptor::~Acceptor() = default;

void Acceptor::listen_on(int socket, From from) { state_->listen_on(socket, from); }
void Acceptor::take_in(Socket connection) { state_->take_in(std::move(connection)); }
void Acceptor::close() { state_->close(); }

}  // namespace usher::http
