// g++ 12 frees temporary lambdas and aggregates inside a co_await expression twice: only named
// variables stand there.
#include "http/connection.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <unordered_set>

#include "http/address.h"
#include "http/exchange.h"
#include "http/patience.h"
#include "http/socket.h"

namespace usher::http {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;
using SteadyTime = Patience::Moment;
using Next = Conversation::Next;
using Waits = Conversation::Waits;
using std::chrono::milliseconds;

constexpr auto readable = Descriptor::wait_read;
constexpr auto writable = Descriptor::wait_write;
constexpr int max_accepted_at_once = 64;
constexpr std::size_t max_lingered = 16 * 1024 * 1024;  // of what nobody wants
constexpr milliseconds longest_linger(30'000);
constexpr milliseconds pause_of_accept(100);  // when there are no more descriptors

SteadyTime now() { return std::chrono::steady_clock::now(); }

void not_taken_in(std::exception const& short_of) {
    std::fprintf(stderr, "usher: a connection could not be taken in: %s\n", short_of.what());
}

}  // namespace

class Loop::State {
 public:
    State(Site& site, Workers& workers, Counts& counts)
        : site_(site), workers_(workers), counts_(counts) {}
    ~State() { draining_.reset(); }  // the last connections go with the context, after the timer

    void listen_on(Listening const&);
    void run();
    void drain(Idle);
    void cut();
    void forget(Connection&);
    std::optional<Idle> draining() const { return draining_; }
    void keep(Socket connection) { kept_.push_back(std::move(connection)); }
    void take_in(Socket connection);
    std::vector<int> take_kept();

    asio::io_context& context() { return context_; }
    Site& site() { return site_; }
    Workers& workers() { return workers_; }

 private:
    asio::awaitable<void> accept(std::shared_ptr<Descriptor>, From);
    asio::awaitable<void> sweep();
    bool accepts(int listening, From);
    bool accept_some(int listening, From);
    bool take_in(Socket, Peer);

    Site& site_;
    Workers& workers_;
    Counts& counts_;
    std::optional<Idle> draining_;
    std::unordered_set<Connection*> connections_;
    std::vector<Socket> kept_;
    asio::io_context context_{1};
    asio::steady_timer sweep_timer_{context_};
    std::vector<std::shared_ptr<Descriptor>> listening_;
};

class Loop::Connection : public std::enable_shared_from_this<Loop::Connection> {
 public:
    Connection(State& loop, Descriptor socket, Ssl ssl, Peer peer, Counts::Place place)
        : loop_(loop),
          place_(std::move(place)),
          socket_(std::move(socket)),
          exchange_(loop.site(), std::move(peer), socket_.native_handle(), std::move(ssl)),
          answered_(loop.context(), SteadyTime::max()),
          patience_(loop.site().limits, now()) {}
    ~Connection() { loop_.forget(*this); }

    static asio::awaitable<void> run(std::shared_ptr<Connection> self);

    void sweep(SteadyTime at) {
        if (patience_.is_over(at)) expire();
    }
    // Between two requests nothing of it has been read: whoever has the socket can go on with it.
    // Where that is nobody, a request that has come already is answered, as the last one.
    void drain(Idle idle) {
        if (!reading_ || talk().waits() != Waits::for_request) return;
        bool stays = idle == Idle::close || link().is_tls();
        if (stays && link().has_unread()) return;
        if (stays) return expire();
        leaves_ = true;
        socket_.cancel();
    }
    void cut() {
        cut_ = true;
        expire();
        answered_.cancel();
    }

 private:
    asio::awaitable<void> send();
    asio::awaitable<void> linger();
    bool needs_lingering() const;
    bool send_some();
    Next read_some();
    void hand_to_worker();
    Conversation& talk() { return exchange_.talk(); }
    Link const& link() const { return exchange_.link(); }
    bool goes_now() const { return expired_ || leaves_ || link().holds_bytes(); }
    void expire() {
        expired_ = true;
        socket_.cancel();
    }

    State& loop_;
    Counts::Place const place_;
    Descriptor socket_;
    Exchange exchange_;
    asio::steady_timer answered_;  // never rings: cancelled when the worker's answer is here
    std::optional<Response> answer_;
    Patience patience_;
    bool reading_ = false;
    bool expired_ = false;
    bool leaves_ = false;
    bool cut_ = false;
};

// Read, answer, send, until one side has had enough.
asio::awaitable<void> Loop::Connection::run(std::shared_ptr<Connection> self) {
    auto& me = *self;
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    auto next = Next::read;
    while (!me.exchange_.lost()) {
        if (next == Next::work) {
            me.hand_to_worker();
            if (!me.answer_) co_await me.answered_.async_wait(token);
            if (!me.answer_) co_return;  // cut off
            auto answer = std::move(*me.answer_);
            me.answer_.reset();
            next = me.talk().answered(answer);
            continue;
        }
        if (me.send_some()) {
            auto sending = me.send();
            co_await std::move(sending);
        }
        if (me.exchange_.lost() || next == Next::close) break;
        if (next == Next::send) {
            next = me.talk().resume();
            continue;
        }
        me.patience_.awaits(me.talk().waits(), me.talk().body_received(), now());
        me.reading_ = true;
        auto needed = me.exchange_.needs_to_write() ? writable : readable;
        if (auto idle = me.loop_.draining()) me.drain(*idle);  // its answer went out before that
        if (!me.goes_now()) co_await me.socket_.async_wait(needed, token);
        if (me.leaves_) {
            me.loop_.keep(Socket(me.socket_.release()));
            co_return;
        }
        next = me.read_some();
    }
    if (me.exchange_.lost()) co_return;
    auto lingers = me.needs_lingering();
    me.exchange_.link().say_goodbye();
    if (!lingers) co_return;
    auto lingering = me.linger();
    co_await std::move(lingering);
}

// What did not go at once goes as fast as the client reads.
asio::awaitable<void> Loop::Connection::send() {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    auto began = now();
    do {
        patience_.sends(began, exchange_.sent(), now());
        co_await socket_.async_wait(writable, token);
        if (!expired_) continue;
        link().give_up();
        exchange_.lose();
    } while (!exchange_.lost() && send_some());
}

// True while something is left for later.
bool Loop::Connection::send_some() {
    auto sent = exchange_.send_some();
    if (sent == Exchange::Sent::all) patience_.sent(now());
    return sent == Exchange::Sent::part;
}

Next Loop::Connection::read_some() {
    reading_ = false;
    return expired_ ? talk().timed_out() : exchange_.read_some();
}

// The reference goes along to the worker and comes back with the answer, so that a connection
// always ends on its own thread.
void Loop::Connection::hand_to_worker() {
    patience_.works();
    auto work = [self = shared_from_this()]() mutable {
        auto& me = *self;
        auto response = me.loop_.site().router.dispatch(me.talk().request());
        auto bring = [self = std::move(self), response = std::move(response)]() mutable {
            self->answer_ = std::move(response);
            self->answered_.cancel();
        };
        asio::post(me.loop_.context(), std::move(bring));
    };
    if (!loop_.workers().submit(talk().client(), std::move(work)))
        answer_ = problem(known("http.busy"), talk().request().id());
}

// After an answer always: the client may still be sending what we shall not read. Who has been idle
// goes at once, unless the last answer is still on its way to them.
bool Loop::Connection::needs_lingering() const {
    if (cut_) return false;
    bool idle = expired_ && !exchange_.talk().broken();
    return !idle || !link().is_quiet();
}

// Closing with bytes unread would reset the connection and take the answer along, as far as the
// client has not got it yet. So what still comes is read past until the client closes, too.
asio::awaitable<void> Loop::Connection::linger() {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    expired_ = false;
    patience_.lingers(now());
    auto end = now() + longest_linger;  // of who takes the answer slowly
    for (std::size_t read = 0; read < max_lingered;) {
        auto buffer = read_buffer();
        auto moved = exchange_.link().swallow(buffer);
        if (moved.then == Link::Then::over) co_return;
        read += moved.bytes;
        if (moved.then == Link::Then::go_on) continue;
        co_await socket_.async_wait(readable, token);
        if (!expired_) continue;
        if (link().all_taken()) co_return;
        if (cut_ || now() >= end) {
            link().give_up();
            co_return;
        }
        expired_ = false;
        patience_.lingers(now());
    }
}

void Loop::State::listen_on(Listening const& listening) {
    auto descriptor = std::make_shared<Descriptor>(context_, listening.socket);
    listening_.push_back(descriptor);
    asio::co_spawn(context_, accept(descriptor, listening.from), asio::detached);
}

void Loop::State::run() {
    asio::co_spawn(context_, sweep(), asio::detached);
    for (;;) {
        try {
            context_.run();
            return;
        } catch (std::exception const& bug) {  // its connection is gone; the others go on
            std::fprintf(stderr, "usher: a connection failed: %s\n", bug.what());
        }
    }
}

asio::awaitable<void> Loop::State::accept(std::shared_ptr<Descriptor> listening, From from) {
    boost::system::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    asio::steady_timer pause(context_);
    for (;;) {
        co_await listening->async_wait(readable, token);
        if (error || draining_) co_return;
        if (accepts(listening->native_handle(), from)) continue;
        pause.expires_after(pause_of_accept);
        co_await pause.async_wait(token);
    }
}

// False where something is short, descriptors or memory: the loop then waits a little. Whatever
// happens to one connection, those after it must not suffer.
bool Loop::State::accepts(int listening, From from) try {
    return accept_some(listening, from);
} catch (std::exception const& short_of) {
    not_taken_in(short_of);
    return false;
}

bool Loop::State::accept_some(int listening, From from) {
    for (int i = 0; i < max_accepted_at_once; ++i) {
        auto accepted = accept_one(listening, from);
        if (accepted.is == Accepted::Is::nobody) return true;
        if (accepted.is == Accepted::Is::no_descriptors) return false;
        if (!take_in(std::move(accepted.socket), std::move(accepted.peer))) return false;
    }
    return true;
}

// False where the kernel has no room to watch this one: it is closed.
bool Loop::State::take_in(Socket socket, Peer peer) {
    auto unlimited = peer.instance || site_.proxies.trusts(peer.address);
    auto place = counts_.enter(unlimited ? std::string() : counted_as(peer.address));
    auto const* tls = peer.instance ? nullptr : site_.tls;
    // What does not fit into the socket's buffer is not worth waiting for, nor is a handshake.
    if (!place && !tls) turn_away(socket.number());
    if (!place) return true;
    boost::system::error_code error;
    Descriptor watched(context_);
    watched.assign(socket.number(), error);
    if (error) return false;
    auto number = socket.release();  // from here on it closes with `watched`
    auto ssl = tls ? tls->accept(number) : Ssl();
    if (tls && !ssl) return false;
    auto connection = std::make_shared<Connection>(*this, std::move(watched), std::move(ssl),
                                                   std::move(peer), *std::move(place));
    if (connections_.empty()) sweep_timer_.cancel();
    connections_.insert(connection.get());
    asio::co_spawn(context_, Connection::run(connection), asio::detached);
    return true;
}

void Loop::State::take_in(Socket connection) try {
    auto peer = peer_of(connection.number());
    if (peer) take_in(std::move(connection), *std::move(peer));
} catch (std::exception const& short_of) {
    not_taken_in(short_of);
}

std::vector<int> Loop::State::take_kept() {
    std::vector<int> kept;
    kept.reserve(kept_.size());
    for (auto& socket : kept_) kept.push_back(socket.release());
    kept_.clear();
    return kept;
}

void Loop::State::forget(Connection& connection) {
    connections_.erase(&connection);
    if (draining_ && connections_.empty()) sweep_timer_.cancel();
}

// Sleeps for good while there is nobody to look after.
asio::awaitable<void> Loop::State::sweep() {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    while (!draining_ || !connections_.empty()) {
        auto next = now() + milliseconds(site_.limits.sweep_ms);
        sweep_timer_.expires_at(connections_.empty() ? SteadyTime::max() : next);
        co_await sweep_timer_.async_wait(token);
        auto at = now();
        for (auto* connection : connections_) connection->sweep(at);
    }
}

void Loop::State::drain(Idle idle) {
    draining_ = idle;
    for (auto const& listening : listening_) listening->close();
    for (auto* connection : connections_) connection->drain(idle);
    sweep_timer_.cancel();
}

void Loop::State::cut() {
    for (auto* connection : connections_) connection->cut();
}

Loop::Loop(Site& site, Workers& workers, Counts& counts, std::vector<Listening> listening)
    : state_(std::make_unique<State>(site, workers, counts)) {
    for (auto const& each : listening) state_->listen_on(each);
}

Loop::~Loop() = default;

void Loop::run() { state_->run(); }

void Loop::drain(Idle idle) {
    asio::post(state_->context(), [state = state_.get(), idle] { state->drain(idle); });
}

void Loop::take_in(int connection) { state_->take_in(Socket(connection)); }

std::vector<int> Loop::take_kept() { return state_->take_kept(); }

void Loop::cut() {
    asio::post(state_->context(), [state = state_.get()] { state->cut(); });
}

}  // namespace usher::http
