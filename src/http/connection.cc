// g++ 12 frees temporary lambdas and aggregates inside a co_await expression twice: only named
// variables stand there.
#include "http/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <exception>
#include <span>
#include <unordered_set>

#include "http/address.h"

namespace usher::http {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;
using SteadyTime = std::chrono::steady_clock::time_point;
using Next = Conversation::Next;
using Waits = Conversation::Waits;
using std::chrono::milliseconds;

constexpr auto readable = Descriptor::wait_read;
constexpr auto writable = Descriptor::wait_write;
constexpr std::size_t read_at_once = 64 * 1024;
constexpr int max_accepted_at_once = 64;
constexpr milliseconds linger_for(1000);  // for a client that still sends what was refused
constexpr std::size_t max_lingered = 1024 * 1024;
constexpr milliseconds pause_of_accept(100);  // when there are no more descriptors
constexpr std::string_view too_many =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

SteadyTime now() { return std::chrono::steady_clock::now(); }

bool try_later(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

// One buffer a thread: a connection that waits holds no memory to read into.
std::span<char> read_buffer() {
    thread_local std::vector<char> buffer(read_at_once);
    return buffer;
}

std::string address_of(sockaddr_storage const& from) {
    char text[INET6_ADDRSTRLEN] = {};
    if (from.ss_family == AF_INET) {
        auto const& v4 = reinterpret_cast<sockaddr_in const&>(from);
        ::inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    } else if (from.ss_family == AF_INET6) {
        auto const& v6 = reinterpret_cast<sockaddr_in6 const&>(from);
        ::inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    }
    return canonical_address(text).value_or("");
}

bool our_own_user(int socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
    return peer.uid == 0 || peer.uid == ::geteuid();
}

}  // namespace

bool Counts::enter(std::string const& address) {
    std::lock_guard hold(mutex_);
    if (all_ >= limits_.connections) return false;
    if (!address.empty()) {
        auto& here = of_address_[address];
        if (here >= limits_.connections_per_address) return false;
        ++here;
    }
    ++all_;
    return true;
}

void Counts::leave(std::string const& address) {
    std::lock_guard hold(mutex_);
    --all_;
    auto here = of_address_.find(address);
    if (here != of_address_.end() && --here->second == 0) of_address_.erase(here);
}

class Loop::State {
 public:
    State(Site& site, Workers& workers, Counts& counts)
        : site_(site), workers_(workers), counts_(counts) {}
    ~State() { draining_ = false; }  // the last connections go with the context, after the timer

    void listen_on(Listening const&);
    void run();
    void drain();
    void cut();
    void forget(Connection&, std::string const& counted);

    asio::io_context& context() { return context_; }
    Site& site() { return site_; }
    Workers& workers() { return workers_; }

 private:
    asio::awaitable<void> accept(std::shared_ptr<Descriptor>, bool local);
    asio::awaitable<void> sweep();
    bool accept_some(int listening, bool local);
    void take_in(int socket, Peer peer);

    Site& site_;
    Workers& workers_;
    Counts& counts_;
    bool draining_ = false;
    std::unordered_set<Connection*> connections_;
    asio::io_context context_{1};
    asio::steady_timer sweep_timer_{context_};
    std::vector<std::shared_ptr<Descriptor>> listening_;
};

class Loop::Connection : public std::enable_shared_from_this<Loop::Connection> {
 public:
    Connection(State& loop, int socket, Peer peer, std::string counted)
        : loop_(loop),
          limits_(loop.site().limits),
          counted_(std::move(counted)),
          talk_(loop.site(), std::move(peer)),
          socket_(loop.context(), socket),
          answered_(loop.context(), SteadyTime::max()),
          since_(now()),
          deadline_(since_ + milliseconds(limits_.head_ms)) {}
    ~Connection() { loop_.forget(*this, counted_); }

    static asio::awaitable<void> run(std::shared_ptr<Connection> self);

    void sweep(SteadyTime at) {
        if (at >= deadline_) expire();
    }
    void drain() {
        if (reading_ && talk_.waits() == Waits::for_request) expire();
    }
    void cut() {
        expire();
        answered_.cancel();
    }

 private:
    asio::awaitable<void> send();
    asio::awaitable<void> linger();
    bool send_some();
    SteadyTime deadline(SteadyTime began, std::size_t bytes) const;
    void expect_more();
    Next read_some();
    void hand_to_worker();
    void expire() {
        expired_ = true;
        socket_.cancel();
    }

    State& loop_;
    Limits const& limits_;
    std::string const counted_;
    Conversation talk_;
    Descriptor socket_;
    asio::steady_timer answered_;  // never rings: cancelled when the worker's answer is here
    std::optional<Response> answer_;
    Waits waits_ = Waits::for_request;
    bool fresh_ = true;    // nothing answered yet
    SteadyTime since_;     // when the head or body that is awaited began
    SteadyTime deadline_;  // of what it does now
    std::size_t sent_ = 0;
    bool reading_ = false;
    bool expired_ = false;
    bool lost_ = false;  // the client is gone, or too slow: nothing more can be said
};

// Read, answer, send, until one side has had enough.
asio::awaitable<void> Loop::Connection::run(std::shared_ptr<Connection> self) {
    auto& me = *self;
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    auto next = Next::read;
    while (!me.lost_) {
        if (next == Next::work) {
            me.hand_to_worker();
            if (!me.answer_) co_await me.answered_.async_wait(token);
            if (!me.answer_) co_return;  // cut off
            auto answer = std::move(*me.answer_);
            me.answer_.reset();
            next = me.talk_.answered(answer);
            continue;
        }
        if (me.send_some()) {
            auto sending = me.send();
            co_await std::move(sending);
        }
        if (me.lost_ || next == Next::close) break;
        if (next == Next::send) {
            next = me.talk_.resume();
            continue;
        }
        me.expect_more();
        co_await me.socket_.async_wait(readable, token);
        next = me.read_some();
    }
    if (me.lost_ || !me.talk_.broken()) co_return;
    auto lingering = me.linger();
    co_await std::move(lingering);
}

// What did not go at once goes as fast as the client reads.
asio::awaitable<void> Loop::Connection::send() {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    auto began = now();
    do {
        deadline_ = deadline(began, sent_);
        co_await socket_.async_wait(writable, token);
        lost_ = lost_ || expired_;
    } while (!lost_ && send_some());
}

// True while something is left for later.
bool Loop::Connection::send_some() {
    for (;;) {
        auto const& out = talk_.out();
        auto borrowed = talk_.borrowed();
        auto from_out = std::min(sent_, out.size());
        auto from_borrowed = sent_ - from_out;
        iovec parts[2] = {
            {const_cast<char*>(out.data()) + from_out, out.size() - from_out},
            {const_cast<char*>(borrowed.data()) + from_borrowed, borrowed.size() - from_borrowed}};
        if (parts[0].iov_len + parts[1].iov_len == 0) break;
        msghdr message{};
        message.msg_iov = parts;
        message.msg_iovlen = 2;
        auto n = ::sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n < 0 && try_later(errno)) return true;
        if (n < 0) {
            lost_ = true;
            return false;
        }
        sent_ += static_cast<std::size_t>(n);
    }
    if (sent_ > 0) {
        fresh_ = false;
        waits_ = Waits::for_request;
    }
    sent_ = 0;
    talk_.sent();
    return false;
}

// Of bytes that flow: so many a second from the beginning on, and never a long pause, whatever was
// there before (the kernel takes megabytes at once).
SteadyTime Loop::Connection::deadline(SteadyTime began, std::size_t bytes) const {
    auto pause = milliseconds(limits_.head_ms);
    auto earned = milliseconds(bytes * 1000 / limits_.bytes_per_s);
    return std::min(began + pause + earned, now() + pause);
}

// How long the client may take for what is awaited now.
void Loop::Connection::expect_more() {
    auto waits = talk_.waits();
    if (waits != waits_ || waits == Waits::for_request) since_ = now();
    waits_ = waits;
    auto idle = waits == Waits::for_request && !fresh_;
    auto allowed = milliseconds(idle ? limits_.keep_alive_ms : limits_.head_ms);
    auto in_body = waits == Waits::for_body;
    deadline_ = in_body ? deadline(since_, talk_.body_received()) : since_ + allowed;
    reading_ = true;
}

Next Loop::Connection::read_some() {
    reading_ = false;
    if (expired_) return talk_.timed_out();
    auto buffer = read_buffer();
    auto n = ::recv(socket_.native_handle(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (n < 0 && try_later(errno)) return Next::read;
    if (n <= 0) {
        lost_ = true;
        return Next::close;
    }
    return talk_.feed({buffer.data(), static_cast<std::size_t>(n)});
}

// The reference goes along to the worker and comes back with the answer, so that a connection
// always ends on its own thread.
void Loop::Connection::hand_to_worker() {
    deadline_ = SteadyTime::max();
    auto work = [self = shared_from_this()]() mutable {
        auto& me = *self;
        auto response = me.loop_.site().router.dispatch(me.talk_.request());
        auto bring = [self = std::move(self), response = std::move(response)]() mutable {
            self->answer_ = std::move(response);
            self->answered_.cancel();
        };
        asio::post(me.loop_.context(), std::move(bring));
    };
    if (!loop_.workers().submit(std::move(work)))
        answer_ = problem(known("http.busy"), talk_.request().id());
}

// Closing with bytes unread would reset the connection and take the answer along.
asio::awaitable<void> Loop::Connection::linger() {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    ::shutdown(socket_.native_handle(), SHUT_WR);
    expired_ = false;
    deadline_ = now() + linger_for;
    for (std::size_t read = 0; read < max_lingered;) {
        co_await socket_.async_wait(readable, token);
        if (expired_) co_return;
        auto buffer = read_buffer();
        auto n = ::recv(socket_.native_handle(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (n == 0 || (n < 0 && !try_later(errno))) co_return;
        if (n > 0) read += static_cast<std::size_t>(n);
    }
}

void Loop::State::listen_on(Listening const& listening) {
    auto descriptor = std::make_shared<Descriptor>(context_, listening.socket);
    listening_.push_back(descriptor);
    asio::co_spawn(context_, accept(descriptor, listening.local), asio::detached);
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

asio::awaitable<void> Loop::State::accept(std::shared_ptr<Descriptor> listening, bool local) {
    boost::system::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    asio::steady_timer pause(context_);
    for (;;) {
        co_await listening->async_wait(readable, token);
        if (error || draining_) co_return;
        if (accept_some(listening->native_handle(), local)) continue;
        pause.expires_after(pause_of_accept);
        co_await pause.async_wait(token);
    }
}

// False where there are no descriptors left.
bool Loop::State::accept_some(int listening, bool local) {
    for (int i = 0; i < max_accepted_at_once; ++i) {
        sockaddr_storage from{};
        socklen_t size = sizeof from;
        auto socket = ::accept4(listening, reinterpret_cast<sockaddr*>(&from), &size,
                                SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) return errno != EMFILE && errno != ENFILE && errno != ENOBUFS;
        if (local && !our_own_user(socket)) {
            ::close(socket);
            continue;
        }
        take_in(socket, local ? Peer{"local", true} : Peer{address_of(from), false});
    }
    return true;
}

void Loop::State::take_in(int socket, Peer peer) {
    auto const& proxies = site_.trusted_proxies;
    auto unlimited =
        peer.instance || std::find(proxies.begin(), proxies.end(), peer.address) != proxies.end();
    auto counted = unlimited ? std::string() : counted_as(peer.address);
    if (!counts_.enter(counted)) {
        // What does not fit into the socket's buffer is not worth waiting for.
        (void)!::send(socket, too_many.data(), too_many.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        ::close(socket);
        return;
    }
    int on = 1;
    if (!peer.instance) ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto connection = std::make_shared<Connection>(*this, socket, std::move(peer), counted);
    if (connections_.empty()) sweep_timer_.cancel();
    connections_.insert(connection.get());
    asio::co_spawn(context_, Connection::run(connection), asio::detached);
}

void Loop::State::forget(Connection& connection, std::string const& counted) {
    connections_.erase(&connection);
    counts_.leave(counted);
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

void Loop::State::drain() {
    draining_ = true;
    for (auto const& listening : listening_) listening->close();
    for (auto* connection : connections_) connection->drain();
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

void Loop::drain() {
    asio::post(state_->context(), [state = state_.get()] { state->drain(); });
}

void Loop::cut() {
    asio::post(state_->context(), [state = state_.get()] { state->cut(); });
}

}  // namespace usher::http
