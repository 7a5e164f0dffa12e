// What the command line makes of a server that ends while it answers.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <future>

#include "http/server.h"
#include "store/testing.h"

namespace usher::http {
namespace {

class AskSocket : public ::testing::Test {
 protected:
    // Asks somebody who says just that, and then is gone.
    std::string outcome(std::string const& said) {
        auto path = directory_.path() + "/" + std::to_string(++asked_) + ".sock";
        int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        EXPECT_EQ(::bind(listening, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(listening, 1), 0);
        auto server = std::async(std::launch::async, [&] {
            int client = ::accept(listening, nullptr, nullptr);
            char request[1024];
            EXPECT_GT(::recv(client, request, sizeof request, 0), 0);
            EXPECT_EQ(::send(client, said.data(), said.size(), 0),
                      static_cast<ssize_t>(said.size()));
            ::close(client);
        });
        auto answer = ask_socket(path, Method::get, "/v1/jobs", "");
        server.wait();
        ::close(listening);
        return answer ? std::to_string(answer->status) + " " + answer->body : answer.error().key;
    }

    store::TemporaryDirectory directory_;
    int asked_ = 0;
};

TEST_F(AskSocket, half_an_answer_is_none) {
    std::string const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    EXPECT_EQ(outcome(head + "Content-Length: 4\r\n\r\ntrue"), "200 true");
    EXPECT_EQ(outcome("HTTP/1.1 204 No Content\r\n\r\n"), "204 ");
    EXPECT_EQ(outcome(head + "Content-Length: 9\r\n\r\n{\"items\""), "http.no_answer");
    EXPECT_EQ(outcome(head + "Content-Length: 9\r\n\r\n"), "http.no_answer");
    EXPECT_EQ(outcome(head + "Content-Len"), "http.no_answer");
    EXPECT_EQ(outcome("HTTP/1.1 200 OK\r\n"), "http.no_answer");
}

}  // namespace
}  // namespace usher::http
