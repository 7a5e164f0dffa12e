#include "http/accept.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "http/listen.h"
#include "support/socket_client.h"

namespace usher::http {
namespace {

using testing::SocketClient;

bool open(int number) {
    struct stat about{};
    return ::fstat(number, &about) == 0;
}

class Accepting : public ::testing::Test {
 protected:
    Accepting() {
        auto listeners = listen_on("127.0.0.1", 0, 1);
        listening_ = listeners->sockets.front();
        port_ = listeners->port;
    }
    ~Accepting() override { Socket closes(listening_); }

    int listening_ = -1;
    std::uint16_t port_ = 0;
};

TEST_F(Accepting, GivesASocketThatClosesWithWhoeverHasIt) {
    SocketClient client(port_);
    int number = -1;
    {
        auto accepted = accept_one(listening_, From::network);
        ASSERT_EQ(accepted.is, Accepted::Is::taken);
        EXPECT_EQ(accepted.peer.address, "127.0.0.1");
        auto held = std::move(accepted.socket);
        EXPECT_LT(accepted.socket.number(), 0);
        number = held.number();
        EXPECT_TRUE(open(number));
    }
    EXPECT_FALSE(open(number));
    EXPECT_TRUE(client.closed());
}

TEST_F(Accepting, GivesNothingWhereNobodyIs) {
    auto accepted = accept_one(listening_, From::network);
    EXPECT_EQ(accepted.is, Accepted::Is::nobody);
    EXPECT_LT(accepted.socket.number(), 0);
}

TEST(ASocket, ThatWasReleasedStaysOpen) {
    auto listeners = listen_on("127.0.0.1", 0, 1);
    int number = listeners->sockets.front();
    EXPECT_EQ(Socket(number).release(), number);
    EXPECT_TRUE(open(number));
    {
        Socket closes(number);
    }
    EXPECT_FALSE(open(number));
}

}  // namespace
}  // namespace usher::http
