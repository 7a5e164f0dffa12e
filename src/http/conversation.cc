#include "http/conversation.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/errors.h"
#include "base/loopback.h"
#include "http/access_log.h"
#include "http/address.h"
#include "http/wire.h"

namespace usher::http {
namespace {

constexpr std::size_t send_at = 64 * 1024;        // answers wait for each other up to here
constexpr std::size_t body_step = 16 * 1024;      // of memory, which a body takes as it comes
constexpr std::size_t max_discarded = 64 * 1024;  // of a body whose request is refused anyway
constexpr std::size_t usual_answer = 1024;        // its head, and a short body
constexpr std::string_view go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";

// A connection that idles holds nothing that only its next request needs. Assigning an empty string
// would keep the memory.
void give_up_memory(std::string& text) { std::string().swap(text); }

// Ids of requests are no secrets, so they need no system call each.
class Gathered final : public Random {
 public:
    void fill(std::span<std::uint8_t> bytes) override {
        if (at_ + bytes.size() > store_.size()) {
            source_.fill(store_);
            at_ = 0;
        }
        std::copy_n(store_.begin() + static_cast<std::ptrdiff_t>(at_), bytes.size(), bytes.begin());
        at_ += bytes.size();
    }

 private:
    SystemRandom source_;
    std::array<std::uint8_t, 4096> store_{};
    std::size_t at_ = store_.size();
};

RequestId new_request_id(store::Store& store) {
    thread_local Gathered random;
    return RequestId{new_id_bytes(store.clock().now(), random)};
}

std::string_view date(store::Store& store) {
    thread_local std::int64_t second = -1;
    thread_local std::string text;
    auto now_ms = store.clock().now().ms;
    if (now_ms / 1000 != second) {
        second = now_ms / 1000;
        text = http_date(now_ms);
    }
    return text;
}

}  // namespace

bool Unnamed::is_new(std::string const& address) {
    std::lock_guard hold(mutex_);
    return told_.size() < most && told_.insert(address).second;
}

Conversation::Conversation(Site& site, Peer peer) : site_(site), peer_(std::move(peer)) {}

Conversation::~Conversation() {
    end_stream();
    give_back();
}

Conversation::Waits Conversation::waits() const {
    if (part_ == Part::body) return Waits::for_body;
    return pending_.empty() ? Waits::for_request : Waits::for_head;
}

void Conversation::sent() {
    give_up_memory(out_);
    borrowed_ = {};
}

Conversation::Next Conversation::feed(std::string_view bytes) {
    pending_.append(bytes);
    return go_on();
}

Conversation::Next Conversation::resume() { return go_on(); }

Conversation::Next Conversation::go_on() {
    std::size_t used = 0;
    auto next = Next::read;
    for (;;) {
        auto rest = std::string_view(pending_).substr(used);
        auto taken = part_ == Part::head ? take_head(rest) : take_body(rest);
        used += taken.bytes;
        if (!taken.next) continue;
        next = *taken.next;
        break;
    }
    pending_.erase(0, used);
    if (pending_.empty() && pending_.capacity() > 512) give_up_memory(pending_);
    return next;
}

Conversation::Taken Conversation::take_head(std::string_view bytes) {
    if (bytes.empty()) return {0, Next::read};
    auto head = read_head(bytes, site_.limits.head_bytes, site_.limits.headers);
    if (!head) return {0, break_off(head.error())};
    if (!*head) return {0, Next::read};
    auto used = (*head)->bytes;
    begin(std::move(**head));
    return {used, begin_body()};
}

void Conversation::begin(Head head) {
    head_ = std::move(head);
    id_ = new_request_id(site_.store);
    began_ = std::chrono::steady_clock::now();
    tell_of_unnamed_proxy();
    auto address = site_.proxies.client(peer_.address, head_.headers);
    Raw raw{.method = head_.method,
            .target = std::move(head_.target),
            .headers = std::move(head_.headers),
            .address = std::move(address),
            .instance = peer_.instance,
            .public_url = site_.public_url};
    request_.emplace(std::move(raw), id_, site_.store);
}

// A page of another name that leads to this machine is somebody's trick (DNS rebinding).
std::optional<Response> Conversation::judge() const {
    auto host = request_->header("host");
    auto parsed = host ? parse_host(*host, false) : std::nullopt;
    if (site_.only_this_machine && !peer_.instance && parsed && !loopback_host(parsed->host))
        return problem(known("http.host"), id_);
    return std::nullopt;
}

std::optional<Conversation::Next> Conversation::begin_body() {
    refusal_ = judge();
    if (!refusal_) refusal_ = site_.router.refuse(*request_);
    auto max_body = refusal_ ? max_discarded : site_.router.max_body(*request_);
    if (!refusal_ && head_.content_length > max_body) {
        refusal_ = problem(known("http.too_large"), id_);
        max_body = max_discarded;
    }
    // Who waits for our word before it sends gets the refusal instead, and then it may not send;
    // whether it does nobody can tell.
    auto unread = refusal_ && head_.has_body();
    if (unread && (head_.expects_continue || head_.content_length > max_discarded)) {
        head_.keep_alive = false;
        broken_ = true;
        auto refused = std::move(*refusal_);
        return answer(refused);
    }
    if (head_.expects_continue && head_.has_body()) out_ += go_ahead;
    // What is refused is read past, not kept.
    body_ = BodyReader(head_, max_body, refusal_ ? BodyReader::Keep::none : BodyReader::Keep::all);
    part_ = Part::body;
    return std::nullopt;
}

std::string Conversation::client() const {
    return peer_.instance ? std::string() : counted_as(request_->address());
}

// What has arrived takes memory, not what was promised: or a thousand heads without a body would
// leave none to anybody.
bool Conversation::budget(std::size_t arrived) {
    auto whole = head_.chunked ? site_.router.max_body(*request_) : head_.content_length;
    auto steps = (arrived + body_step - 1) / body_step;
    auto needed = std::min<std::size_t>(steps * body_step, whole);
    if (needed <= budgeted_) return true;
    if (budgeted_ == 0) client_ = client();
    auto more = needed - budgeted_;
    if (!site_.bodies.take(client_, more, site_.limits.body_bytes, budgeted_)) return false;
    budgeted_ = needed;
    return true;
}

void Conversation::give_back() {
    site_.bodies.give_back(client_, budgeted_);
    budgeted_ = 0;
}

Conversation::Taken Conversation::take_body(std::string_view bytes) {
    auto piece = bytes.substr(0, body_step);
    if (!refusal_ && !budget(body_.received() + piece.size()))
        return {0, break_off(known("http.busy"))};
    auto taken = body_.take(piece);
    if (!taken) return {0, break_off(taken.error())};  // a refusal that waited gives way: same end
    if (body_.done()) return {*taken, finish()};
    if (*taken > 0 && *taken < bytes.size()) return {*taken};
    return {*taken, Next::read};
}

std::optional<Conversation::Next> Conversation::finish() {
    request_->take_body(body_.take_body());
    if (refusal_) {
        auto refused = std::move(*refusal_);
        return answer(refused);
    }
    if (auto at_once = site_.router.answer_inline(*request_)) return answer(*at_once);
    part_ = Part::working;
    return Next::work;
}

Conversation::Next Conversation::answered(Response const& response) {
    if (auto next = answer(response)) return *next;
    return go_on();
}

// Nothing more of these bytes can be understood.
Conversation::Next Conversation::break_off(Error const& error) {
    if (!request_) id_ = new_request_id(site_.store);
    if (!request_) began_ = std::chrono::steady_clock::now();
    head_.keep_alive = false;
    broken_ = true;
    return answer(problem(error, id_)).value_or(Next::close);
}

Conversation::Next Conversation::timed_out() {
    if (waits() == Waits::for_request) return Next::close;
    return break_off(known("http.timeout"));
}

std::optional<Conversation::Next> Conversation::answer(Response const& response) {
    auto head_only = request_ && request_->method() == Method::head;
    auto streams = response.stream && !head_only;
    if (streams && !take_stream()) return answer(problem(known("http.busy"), id_));
    auto keep = head_.keep_alive && !site_.draining && !streams;
    auto after = !keep ? After::close : head_.http_1_0 ? After::keep_alive_1_0 : After::keep_alive;
    auto before = out_.size();
    if (before == 0) out_.reserve(usual_answer);
    auto id = id_.text();
    borrowed_ =
        append(out_, response, {after, !head_only, date(site_.store), id, site_.same_for_all});
    measure(response);
    auto bytes = out_.size() - before + borrowed_.size();
    give_back();
    if (streams) return begin_stream(response, bytes);
    log(response, bytes);
    request_.reset();
    refusal_.reset();
    body_ = {};
    head_ = {};
    part_ = keep ? Part::head : Part::over;
    if (!keep) return Next::close;
    if (!borrowed_.empty() || out_.size() >= send_at) return Next::send;
    return std::nullopt;
}

bool Conversation::take_stream() {
    if (site_.streams.fetch_add(1) < site_.limits.streams) return true;
    --site_.streams;
    return false;
}

// The request stays, for the line of the log that is written once all has been told.
Conversation::Next Conversation::begin_stream(Response const& response, std::size_t bytes) {
    stream_ = response.stream;
    told_ = bytes;
    part_ = Part::over;
    return Next::stream;
}

std::optional<std::string> Conversation::look() try {
    auto found = stream_->look();
    if (found && found->size() > EventStream::max_told) return std::nullopt;
    return found;
} catch (std::exception const& bug) {
    std::fprintf(stderr, "usher: a stream failed: %s\n", bug.what());
    return std::nullopt;
}

void Conversation::tell(std::string_view piece) {
    out_.append(piece);
    told_ += piece.size();
}

void Conversation::end_stream() {
    if (!stream_) return;
    log({.content_type = std::string(event_stream_type)}, told_);
    --site_.streams;
    stream_.reset();
}

// Whoever speaks of a client of its own is a proxy, or pretends to be one.
void Conversation::tell_of_unnamed_proxy() const {
    auto forwards = [](auto const& header) { return header.first == "x-forwarded-for"; };
    if (!site_.log || peer_.instance || std::ranges::none_of(head_.headers, forwards)) return;
    if (site_.proxies.trusts(peer_.address) || !site_.unnamed.is_new(peer_.address)) return;
    site_.log(unnamed_proxy_line(site_.store.clock().now(), peer_.address));
}

std::int64_t Conversation::took_us() const {
    auto took = std::chrono::steady_clock::now() - began_;
    return std::chrono::duration_cast<std::chrono::microseconds>(took).count();
}

void Conversation::measure(Response const& response) const {
    auto const* route = request_ ? request_->route() : nullptr;
    site_.measures.note(route ? route->name : "", response.status, took_us());
}

void Conversation::log(Response const& response, std::size_t bytes) const {
    if (!site_.log) return;
    site_.log(access_line({.time = site_.store.clock().now(),
                           .id = id_,
                           .request = request_ ? &*request_ : nullptr,
                           .peer = peer_.address,
                           .response = response,
                           .bytes = bytes,
                           .took_us = took_us()}));
}

}  // namespace usher::http
