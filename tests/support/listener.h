// Somebody who listens to what happens in an account.
//
//   Listener max(person.client, account.base());
//   EXPECT_EQ(max.status(), 200);
//   EXPECT_EQ(max.next("users"), "{}");
#pragma once

#include <string>
#include <string_view>

#include "support/http_client.h"
#include "support/socket_client.h"

namespace usher::testing {

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
    // The data of the next event of that name, within a few seconds. Empty: the stream has ended,
    // or was silent.
    std::string next(std::string_view name) {
        auto begin = "event: " + std::string(name) + "\ndata: ";
        for (;;) {
            auto event = socket_.until("\n\n");
            if (event.empty()) return {};
            if (event.starts_with(begin))
                return event.substr(begin.size(), event.size() - begin.size() - 2);
            ++passed_over_;
        }
    }
    // How many of other names came before those.
    int passed_over() const { return passed_over_; }
    // True where the stream ends within a few seconds, whatever comes before.
    bool ended() {
        while (!socket_.until("\n\n").empty()) ++passed_over_;
        return socket_.closed();
    }

 private:
    static std::uint16_t port_of(std::string const& url) {
        return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
    }

    SocketClient socket_;
    std::string head_;
    int passed_over_ = 0;
};

}  // namespace usher::testing
