// Somebody who listens to what happens in an account.
//
//   Listener max(person.client, account.base());
//   EXPECT_EQ(max.status(), 200);
//   EXPECT_EQ(max.next("users"), "{}");
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "support/http_client.h"
#include "support/socket_client.h"

namespace usher::testing {

// The server looks once a second whether there is anything to tell: what does not come within this
// was not told. A slow machine lets a test pass that waits so, and never fail.
constexpr auto silence = std::chrono::milliseconds(2500);
// A quiet stream is looked after every 25 seconds, whatever happened: one that ends within this was
// ended by what happened.
constexpr auto before_a_beat = std::chrono::seconds(20);

class Listener {
 public:
    // `base`: the account's, "/v1/accounts/…". With the client's session; or what is given instead.
    Listener(Client const& client, std::string const& base, std::string const& credential = "")
        : socket_(port_of(client.url())) {
        auto line = !credential.empty() ? credential + "\r\n"
                    : client.session().empty()
                        ? std::string()
                        : "Cookie: __Host-usher=" + client.session() + "\r\n";
        socket_.send("GET " + base + "/events HTTP/1.1\r\nHost: localhost\r\n" + line + "\r\n");
        head_ = socket_.answer();
        if (status() == 200) socket_.until("\n\n");  // retry: …
    }

    int status() const { return testing::status(head_); }
    std::string const& head() const { return head_; }
    // The data of the next event of that name. Empty: the stream has ended, or none came within the
    // span.
    std::string next(std::string_view name, SocketClient::Span within = longest_wait) {
        auto begin = "event: " + std::string(name) + "\ndata: ";
        auto end = std::chrono::steady_clock::now() + within;
        for (auto event = heard(end); !event.empty(); event = heard(end)) {
            if (event.starts_with(begin))
                return event.substr(begin.size(), event.size() - begin.size() - 2);
            ++passed_over_;
        }
        return {};
    }
    // How many of that name come until there is silence: for what must not come, or not so often.
    int all(std::string_view name) {
        int count = 0;
        while (!next(name, silence).empty()) ++count;
        return count;
    }
    // How many of other names came before those.
    int passed_over() const { return passed_over_; }
    // True where the stream ends by what happened, whatever comes before.
    bool ended() {
        auto end = std::chrono::steady_clock::now() + before_a_beat;
        while (!heard(end).empty()) ++passed_over_;
        return socket_.has_answer() && socket_.closed();
    }

 private:
    // The next event; comments, by which a stream is kept alive, are none.
    std::string heard(std::chrono::steady_clock::time_point end) {
        for (;;) {
            auto left = end - std::chrono::steady_clock::now();
            auto event = socket_.until("\n\n", std::chrono::ceil<SocketClient::Span>(left));
            if (!event.starts_with(':')) return event;
        }
    }
    static std::uint16_t port_of(std::string const& url) {
        return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    }

    SocketClient socket_;
    std::string head_;
    int passed_over_ = 0;
};

}  // namespace usher::testing
