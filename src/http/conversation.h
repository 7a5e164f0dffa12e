// What is said on one connection, without the connection: bytes in, answers out, in order. All that
// can be decided without waiting is decided here, so that a test or a fuzzer needs no socket.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "http/accept.h"
#include "http/body.h"
#include "http/body_budget.h"
#include "http/event_stream.h"
#include "http/head.h"
#include "http/measures.h"
#include "http/origin.h"
#include "http/proxies.h"
#include "http/router.h"
#include "http/server.h"
#include "http/tls.h"

namespace usher::http {

// Proxies that nobody named: their clients cannot be told apart, so an operator must hear of each,
// once.
class Unnamed {
 public:
    static constexpr std::size_t most = 8;
    // True for the first of one address, as long as there are not too many.
    bool is_new(std::string const& address);

 private:
    std::mutex mutex_;
    std::set<std::string> told_;
};

// What all connections of a server share; outlives them.
struct Site {
    Router const& router;
    store::Store& store;
    Limits limits;
    std::string public_url;
    Proxies proxies = {};
    Tls const* tls = nullptr;  // null: in the clear
    std::function<void(std::string_view)> log =
        {};                          // of requests, and of what an operator must know
    std::string same_for_all = {};   // security_headers()
    bool only_this_machine = false;  // public_url is loopback: so must be the Host (DNS rebinding)
    BodyBudget bodies = {};
    Unnamed unnamed = {};
    Measures measures = {};
    std::atomic<std::size_t> streams = 0;  // that are open
    std::atomic<bool> draining = false;    // stop() was called: answer, then close
};

class Conversation {
 public:
    enum class Next : std::uint8_t {
        read,    // send what is out, then give the bytes that come
        work,    // run dispatch() of request() on a worker, give the answer
        send,    // send what is out, then resume()
        close,   // send what is out, then close
        stream,  // send what is out, then what stream() tells, until it ends: then close
    };
    Conversation(Site&, Peer);
    ~Conversation();

    Next feed(std::string_view bytes);
    Next answered(Response const&);
    Next resume();
    // The deadline of what it waits for has passed. Only while it reads.
    Next timed_out();
    // Once it is Next::stream.
    bool streams() const { return stream_ != nullptr; }
    bool stirred() const { return stream_->stirred(); }
    std::optional<std::string> look();  // on a worker
    void tell(std::string_view piece);

    Request& request() { return *request_; }
    // Whose request() it is, where clients share something; "" for the instance.
    std::string client() const;
    Site& site() { return site_; }
    // What to send: out(), then borrowed(). sent() forgets both.
    std::string const& out() const { return out_; }
    std::string_view borrowed() const { return borrowed_; }
    void sent();

    enum class Waits : std::uint8_t { for_request, for_head, for_body };
    Waits waits() const;
    std::size_t body_received() const { return body_.received(); }
    // Closed because nobody knows where the next request begins: the client may still be sending.
    bool broken() const { return broken_; }

 private:
    enum class Part : std::uint8_t { head, body, working, over };
    struct Taken {
        std::size_t bytes = 0;
        std::optional<Next> next = {};  // nothing: go on
    };
    Next go_on();
    Taken take_head(std::string_view bytes);
    Taken take_body(std::string_view bytes);
    void begin(Head head);
    std::optional<Response> judge() const;
    std::optional<Next> begin_body();
    std::optional<Next> finish();
    Next break_off(Error const&);
    std::optional<Next> answer(Response const&);
    bool take_stream();
    Next begin_stream(Response const&, std::size_t bytes);
    void end_stream();
    void measure(Response const&) const;
    void log(Response const&, std::size_t bytes) const;
    std::int64_t took_us() const;
    bool budget(std::size_t arrived);
    void give_back();
    void tell_of_unnamed_proxy() const;

    Site& site_;
    Peer peer_;
    Part part_ = Part::head;
    Head head_;
    BodyReader body_;
    std::optional<Request> request_;
    std::optional<Response> refusal_;  // given once the body is out of the way
    std::shared_ptr<EventStream> stream_;
    std::size_t told_ = 0;  // bytes of it
    std::size_t budgeted_ = 0;
    std::string client_;  // whose share the body is of
    bool broken_ = false;
    RequestId id_;
    std::chrono::steady_clock::time_point began_;
    std::string pending_;  // bytes that wait for more
    std::string out_;
    std::string_view borrowed_;
};

}  // namespace usher::http
