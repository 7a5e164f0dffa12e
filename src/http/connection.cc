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

#include "http/acceptor.h"
#include "http/address.h"
#include "http/exchange.h"
#include "http/heartbeat.h"
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
constexpr milliseconds longest_linger(30'000);

SteadyTime now() { return std::chrono::steady_clock::now(); }

}  // namespace

class Loop::State {
 public:
    State(Site& site, Workers& workers, Counts& counts)
        : site_(site), workers_(workers), counts_(counts) {}
    ~State() { draining_.reset(); }  // the last connections go with the context, after the timer

    void run();
    void drain(Idle);
    void cut();
    void forget(Connection&);
    std::optional<Idle> draining() const { return draining_; }
    void keep(Socket connection) { kept_.push_back(std::move(connection)); }
    std::vector<int> take_kept();

    Acceptor& acceptor() { return acceptor_; }
    asio::io_context& context() { return context_; }
    Site& site() { return site_; }
    Workers& workers() { return workers_; }

 private:
    asio::awaitable<void> sweep();
    bool take_in(Socket, Peer);

    Site& site_;
    Workers& workers_;
    Counts& counts_;
    std::optional<Idle> draining_;
    std::unordered_set<Connection*> connections_;
    std::vector<Socket> kept_;
    asio::io_context context_{1};
    asio::steady_timer sweep_timer_{context_};
    Acceptor acceptor_{context_, [this](Socket socket, Peer peer) {
                           return take_in(std::move(socket), std::move(peer));
                       }};
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
        if (streams_ && !expired_) look_if_due(at);
    }
    // Between two requests nothing of it has been read: whoever has the socket can go on with it.
    // Where that is nobody, a request that has come already is answered, as the last one.
    void drain(Idle idle) {
        if (streams_) return expire();
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
    asio::awaitable<void> stream();
    asio::awaitable<void> linger();
    bool send_some();
    Next read_some();
    void hand_to_worker();
    void look_if_due(SteadyTime);
    void tell(std::optional<std::string> found, bool beats);
    template <class Work, class Bring>
    bool on_worker(Work, Bring);
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
    Heartbeat heartbeat_{loop_.site().limits};
    bool streams_ = false;
    bool looking_ = false;
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
            auto answer = *std::exchange(me.answer_, std::nullopt);
            next = me.talk().answered(answer);
            continue;
        }
        if (me.send_some()) {
            auto sending = me.send();
            co_await std::move(sending);
        }
        if (!me.exchange_.lost() && next == Next::stream) {
            auto streaming = me.stream();
            co_await std::move(streaming);
            break;
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
    auto lingers = !me.cut_ && me.exchange_.needs_lingering(me.expired_);
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
        if (expired_) exchange_.lose();
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

// The reference goes along to the worker and comes back with what was found, so that a connection
// always ends on its own thread. False where too much waits already.
template <class Work, class Bring>
bool Loop::Connection::on_worker(Work work, Bring bring) {
    auto task = [self = shared_from_this(), work, bring]() mutable {
        auto& me = *self;
        auto found = work(me);
        auto back = [self = std::move(self), bring, found = std::move(found)]() mutable {
            bring(*self, std::move(found));
        };
        asio::post(me.loop_.context(), std::move(back));
    };
    return loop_.workers().submit(talk().client(), std::move(task));
}

void Loop::Connection::hand_to_worker() {
    patience_.works();
    auto work = [](Connection& me) { return me.loop_.site().router.dispatch(me.talk().request()); };
    auto bring = [](Connection& me, Response response) {
        me.answer_ = std::move(response);
        me.answered_.cancel();
    };
    if (!on_worker(work, bring)) answer_ = problem(known("http.busy"), talk().request().id());
}

// The client says nothing any more: what comes is read past, until it goes. What there is to tell
// it comes from the sweep, by way of a worker.
asio::awaitable<void> Loop::Connection::stream() {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    streams_ = !loop_.draining();
    heartbeat_.begins(now());
    while (streams_ && !expired_ && !exchange_.lost()) {
        patience_.works();
        co_await socket_.async_wait(readable, token);
        if (expired_ || !exchange_.read_past()) break;
        if (!send_some()) continue;
        auto sending = send();
        co_await std::move(sending);
    }
    streams_ = false;
    while (looking_ && !cut_) co_await answered_.async_wait(token);
}

// Nobody looks while something is unsent: so what waits is never more than one look found. Where
// too much waits for workers the next sweep tries again.
void Loop::Connection::look_if_due(SteadyTime at) {
    if (looking_ || !talk().out().empty()) return;
    auto heard = heartbeat_.is_heard(at, link().all_taken());
    if (!heard) exchange_.lose();
    if (!heard) return expire();
    auto beats = heartbeat_.is_due(at);
    if (!beats && !talk().stirred()) return;
    auto work = [](Connection& me) { return me.talk().look(); };
    looking_ = on_worker(work, [beats](Connection& me, std::optional<std::string> found) {
        me.tell(std::move(found), beats);
    });
}

void Loop::Connection::tell(std::optional<std::string> found, bool beats) {
    looking_ = false;
    answered_.cancel();
    if (!found) return expire();
    if (found->empty() && beats) found = Heartbeat::text;
    if (found->empty() || !streams_) return;
    heartbeat_.told(now());
    talk().tell(*found);
    socket_.cancel();
}

// Closing with bytes unread would reset the connection and take the answer along, as far as the
// client has not got it yet. So what still comes is read past until the client closes, too.
asio::awaitable<void> Loop::Connection::linger() {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    expired_ = false;
    patience_.lingers(now());
    auto end = now() + longest_linger;  // of who takes the answer slowly
    while (exchange_.read_past()) {
        co_await socket_.async_wait(readable, token);
        if (!expired_) continue;
        if (link().all_taken()) co_return;
        if (cut_ || now() >= end) co_return exchange_.lose();
        expired_ = false;
        patience_.lingers(now());
    }
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

// False where the kernel has no room to watch this one: it is closed.
bool Loop::State::take_in(Socket socket, Peer peer) {
    auto counted = site_.proxies.trusts(peer.address) ? std::string() : counted_as(peer.address);
    auto place = peer.instance ? counts_.enter_own_user() : counts_.enter(std::move(counted));
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

std::vector<int> Loop::State::take_kept() {
    std::vector<int> kept;
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
        for (auto* connection : connections_) connection->sweep(now());
    }
}

void Loop::State::drain(Idle idle) {
    draining_ = idle;
    acceptor_.close();
    for (auto* connection : connections_) connection->drain(idle);
    sweep_timer_.cancel();
}

void Loop::State::cut() {
    for (auto* connection : connections_) connection->cut();
}

Loop::Loop(Site& site, Workers& workers, Counts& counts, std::vector<Listening> listening)
    : state_(std::make_unique<State>(site, workers, counts)) {
    for (auto const& each : listening) state_->acceptor().listen_on(each.socket, each.from);
}

Loop::~Loop() = default;

void Loop::run() { state_->run(); }

void Loop::drain(Idle idle) {
    asio::post(state_->context(), [state = state_.get(), idle] { state->drain(idle); });
}

void Loop::take_in(int connection) { state_->acceptor().take_in(Socket(connection)); }

std::vector<int> Loop::take_kept() { return state_->take_kept(); }

void Loop::cut() {
    asio::post(state_->context(), [state = state_.get()] { state->cut(); });
}

}  // namespace usher::http
