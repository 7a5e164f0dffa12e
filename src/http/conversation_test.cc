#include "http/conversation.h"

#include <gtest/gtest.h>

#include "http/routes.h"
#include "http/wire.h"
#include "store/testing.h"

namespace usher::http {
namespace {

using Next = Conversation::Next;
using Waits = Conversation::Waits;

class Conversations : public ::testing::Test {
 protected:
    Conversations() {
        add_own_routes(router_, *store_, "0");
        router_.add(
            {.method = Method::post,
             .path = "/v1/echo",
             .name = "echo",
             .handler = [](Request& r) -> Result<Response> { return json_text(r.raw().body); },
             .max_body = 1000});
        router_.add(
            {.method = Method::post,
             .path = "/v1/much",
             .name = "much",
             .handler = [](Request& r) -> Result<Response> { return json_text(r.raw().body); },
             .max_body = 200'000});
        router_.add(
            {.path = "/v1/large", .name = "large", .inline_handler = [this](Request const&) {
                 Response response;
                 response.borrowed = asset_;
                 return response;
             }});
    }
    static std::string sized(std::size_t bytes, std::string const& path = "/v1/echo") {
        return "POST " + path +
               " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(bytes) +
               "\r\n\r\n";
    }
    std::string take_out() {
        auto text = talk_.out() + std::string(talk_.borrowed());
        talk_.sent();
        return text;
    }
    static int answers(std::string const& text) {
        int n = 0;
        for (std::size_t at = 0; (at = text.find("HTTP/1.1 ", at)) != std::string::npos; ++at) ++n;
        return n;
    }

    std::string const get_ = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    std::string const large_ = "GET /v1/large HTTP/1.1\r\nHost: localhost\r\n\r\n";
    std::string const post_ =
        "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n";
    std::string asset_ = std::string(100'000, 'a');
    store::TestStore store_;
    Router router_;
    std::vector<std::string> log_;
    Site site_{.router = router_,
               .store = *store_,
               .limits = {.body_bytes = 1000},
               .public_url = "http://127.0.0.1:8080",
               .log = [this](std::string_view line) { log_.emplace_back(line); },
               .only_this_machine = true};
    Conversation talk_{site_, {"127.0.0.1"}};
};

TEST_F(Conversations, hold_no_memory_of_an_answer_that_was_sent) {
    for (auto const& request : {get_, large_, post_ + "abcd"}) {
        EXPECT_EQ(talk_.feed(request) == Next::work ? talk_.answered(Response{}) : Next::read,
                  Next::read);
        EXPECT_FALSE(take_out().empty());
        EXPECT_LT(talk_.out().capacity(), 32u) << "what is inside of a string itself";
    }
}

TEST_F(Conversations, PipelinedRequestsAreAnsweredTogetherAndInOrder) {
    EXPECT_EQ(talk_.feed(get_ + post_ + "body" + get_ + get_.substr(0, 9)), Next::work);
    EXPECT_EQ(talk_.request().raw().body, "body");
    EXPECT_EQ(talk_.answered(router_.dispatch(talk_.request())), Next::read);
    auto text = take_out();
    EXPECT_EQ(answers(text), 3);
    auto first = text.find("{\"status\"");
    auto second = text.find("body", first);
    EXPECT_LT(second, text.find("{\"status\"", first + 1));
    EXPECT_EQ(talk_.waits(), Waits::for_head);
    EXPECT_EQ(log_.size(), 3u);
}

TEST_F(Conversations, NothingFollowsTheAnswerThatCloses) {
    auto last = get_;
    last.insert(last.size() - 2, "Connection: close\r\n");
    EXPECT_EQ(talk_.feed(last + get_), Next::close);
    EXPECT_EQ(answers(take_out()), 1);
    EXPECT_FALSE(talk_.broken());
}

TEST_F(Conversations, LargeAnswersAreSentBeforeMoreAreMade) {
    EXPECT_EQ(talk_.feed(large_ + large_ + get_), Next::send);
    EXPECT_EQ(talk_.borrowed().size(), asset_.size());
    EXPECT_EQ(answers(take_out()), 1);
    EXPECT_EQ(talk_.resume(), Next::send);
    EXPECT_EQ(answers(take_out()), 1);
    EXPECT_EQ(talk_.resume(), Next::read);
    EXPECT_EQ(answers(take_out()), 1);
}

TEST_F(Conversations, SmallAnswersWaitForEachOtherOnlySoLong) {
    std::string many;
    for (int i = 0; i < 1000; ++i) many += get_;
    EXPECT_EQ(talk_.feed(many), Next::send);
    auto sent = answers(take_out());
    EXPECT_GT(sent, 50);
    EXPECT_LT(sent, 1000);
}

TEST_F(Conversations, WhoeverWaitsForOurWordGetsItOnlyWhereTheBodyIsWanted) {
    auto ask = [&](std::string_view path, std::string_view length) {
        auto text = "POST " + std::string(path) +
                    " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::string(length) +
                    "\r\nExpect: 100-continue\r\n\r\n";
        Conversation talk(site_, {"127.0.0.1"});
        auto next = talk.feed(text);
        return std::pair(next, talk.out().substr(0, 12));
    };
    EXPECT_EQ(ask("/v1/echo", "4"), std::pair(Next::read, std::string("HTTP/1.1 100")));
    EXPECT_EQ(ask("/v1/echo", "1001"), std::pair(Next::close, std::string("HTTP/1.1 413")));
    EXPECT_EQ(ask("/v1/nothing", "4"), std::pair(Next::close, std::string("HTTP/1.1 404")));
}

TEST_F(Conversations, SmallBodyOfARefusedRequestIsReadPast) {
    std::string refused = "POST /v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 42\r\n\r\n";
    EXPECT_EQ(talk_.feed(refused), Next::read);
    EXPECT_EQ(talk_.waits(), Waits::for_body);
    EXPECT_EQ(talk_.feed("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + get_), Next::read);
    auto text = take_out();
    EXPECT_EQ(answers(text), 2);
    EXPECT_TRUE(text.starts_with("HTTP/1.1 404"));
}

TEST_F(Conversations, LargeBodyOfARefusedRequestEndsTheConnection) {
    EXPECT_EQ(
        talk_.feed("POST /v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999\r\n\r\n"),
        Next::close);
    EXPECT_TRUE(talk_.broken());
}

TEST_F(Conversations, BodiesOfAllConnectionsShareOneBudget) {
    auto full = sized(800);
    EXPECT_EQ(talk_.feed(full + "a"), Next::read);
    {
        Conversation other(site_, {"127.0.0.1"});
        EXPECT_EQ(other.feed(full + std::string(800, 'a')), Next::close);
        EXPECT_TRUE(other.out().starts_with("HTTP/1.1 503"));
        EXPECT_TRUE(other.broken());
    }
    EXPECT_EQ(talk_.feed(std::string(799, 'a')), Next::work);
    EXPECT_EQ(talk_.request().raw().body, std::string(800, 'a'));
    talk_.answered(no_content());
    EXPECT_EQ(site_.bodies.held(), 0u);
}

TEST_F(Conversations, WhoPromisesABodyTakesNothingOfTheBudget) {
    std::vector<std::unique_ptr<Conversation>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<Conversation>(site_, Peer{"127.0.0.1"}));
        EXPECT_EQ(idle.back()->feed(sized(800)), Next::read);
    }
    EXPECT_EQ(site_.bodies.held(), 0u);
    EXPECT_EQ(talk_.feed(sized(800) + std::string(800, 'a')), Next::work);
}

TEST_F(Conversations, BodyTakesOfTheBudgetInStepsWhatHasArrived) {
    site_.limits.body_bytes = 200'000;
    EXPECT_EQ(talk_.feed(sized(100'000, "/v1/much") + "a"), Next::read);
    EXPECT_EQ(site_.bodies.held(), 16u * 1024);
    EXPECT_EQ(talk_.feed(std::string(20'000, 'a')), Next::read);
    EXPECT_EQ(site_.bodies.held(), 32u * 1024);
    EXPECT_EQ(talk_.feed(std::string(79'999, 'a')), Next::work);
    EXPECT_EQ(site_.bodies.held(), 100'000u) << "never more than it is long";
    EXPECT_EQ(talk_.request().raw().body.size(), 100'000u);
}

TEST_F(Conversations, BodyInChunksTakesOfTheBudgetWhatHasArrived) {
    EXPECT_EQ(talk_.feed("POST /v1/much HTTP/1.1\r\nHost: localhost\r\n"
                         "Transfer-Encoding: chunked\r\n\r\n"),
              Next::read);
    EXPECT_EQ(site_.bodies.held(), 0u);
    site_.limits.body_bytes = 200'000;
    std::string body;
    for (int i = 0; i < 50; ++i) body += "3e8\r\n" + std::string(1000, 'a') + "\r\n";
    EXPECT_EQ(talk_.feed(body), Next::read);
    EXPECT_LT(site_.bodies.held(), 70'000u);
    EXPECT_EQ(talk_.feed("0\r\n\r\n"), Next::work);
    EXPECT_EQ(talk_.request().raw().body, std::string(50'000, 'a'));
}

TEST_F(Conversations, BodyThatFindsNoMoreRoomIsBrokenOffAndGivesItsRoomBack) {
    site_.limits.body_bytes = 40'000;
    site_.only_this_machine = false;
    Conversation first(site_, {"192.0.2.1"}), second(site_, {"192.0.2.2"});
    EXPECT_EQ(first.feed(sized(30'000, "/v1/much") + "a"), Next::read);
    EXPECT_EQ(second.feed(sized(30'000, "/v1/much") + "a"), Next::read);
    EXPECT_EQ(first.feed(std::string(20'000, 'a')), Next::close);
    EXPECT_TRUE(first.out().starts_with("HTTP/1.1 503"));
    EXPECT_TRUE(first.broken());
    EXPECT_EQ(second.feed(std::string(29'999, 'a')), Next::work) << "one body may pass the share";
}

TEST_F(Conversations, UnfinishedBodyGivesItsBudgetBack) {
    {
        Conversation other(site_, {"127.0.0.1"});
        other.feed(post_ + "b");
        EXPECT_EQ(site_.bodies.held(), 4u);
    }
    EXPECT_EQ(site_.bodies.held(), 0u);
}

TEST_F(Conversations, OneClientHoldsOnlyAShareOfAllBodies) {
    Conversation first(site_, {"192.0.2.1"}), second(site_, {"192.0.2.1"}),
        other(site_, {"192.0.2.2"});
    site_.only_this_machine = false;
    first.feed(sized(150) + "a");
    EXPECT_EQ(site_.bodies.held(), 150u);
    second.feed(sized(150) + std::string(150, 'a'));
    EXPECT_TRUE(second.out().starts_with("HTTP/1.1 503"));
    other.feed(sized(150) + "a");
    EXPECT_EQ(site_.bodies.held(), 300u);
}

TEST_F(Conversations, BodyOfARefusedRequestIsNotKept) {
    talk_.feed("POST /v1/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n");
    talk_.feed(std::string(49999, 'a'));
    EXPECT_EQ(talk_.body_received(), 49999u);
    EXPECT_EQ(site_.bodies.held(), 0u);
    EXPECT_EQ(talk_.feed("a"), Next::read);
    EXPECT_TRUE(take_out().starts_with("HTTP/1.1 404"));
}

TEST_F(Conversations, ProxyThatNobodyNamedIsToldOfOnce) {
    auto forwarded = get_;
    forwarded.insert(forwarded.size() - 2, "X-Forwarded-For: 1.2.3.4\r\n");
    auto warnings = [&](std::string const& peer) {
        Conversation talk(site_, {peer});
        log_.clear();
        talk.feed(forwarded + forwarded);
        return std::ranges::count_if(
            log_, [](auto& line) { return line.find("http.unnamed_proxy") != line.npos; });
    };
    site_.only_this_machine = false;
    EXPECT_EQ(warnings("10.0.0.1"), 1);
    EXPECT_NE(log_.front().find("--trusted-proxy"), std::string::npos);
    EXPECT_NE(log_.back().find("\"address\":\"10.0.0.1\""), std::string::npos) << "not 1.2.3.4";
    EXPECT_EQ(warnings("10.0.0.1"), 0);
    EXPECT_EQ(warnings("10.0.0.2"), 1);
    site_.proxies = *Proxies::parse({"10.0.0.9"});
    EXPECT_EQ(warnings("10.0.0.9"), 0);
    EXPECT_NE(log_.back().find("\"address\":\"1.2.3.4\""), std::string::npos);
    for (int i = 100; i < 200; ++i) warnings("192.0.2." + std::to_string(i));
    EXPECT_EQ(warnings("192.0.2.250"), 0) << "not as often as somebody likes";
}

TEST_F(Conversations, TimeThatIsUpIsAnAnswerOnlyWhereSomethingHadBegun) {
    EXPECT_EQ(talk_.timed_out(), Next::close);
    EXPECT_EQ(talk_.out(), "");
    talk_.feed("GET");
    EXPECT_EQ(talk_.timed_out(), Next::close);
    EXPECT_TRUE(take_out().starts_with("HTTP/1.1 408"));
    Conversation other(site_, {"127.0.0.1"});
    other.feed(post_);
    EXPECT_EQ(other.timed_out(), Next::close);
    EXPECT_TRUE(other.out().starts_with("HTTP/1.1 408"));
}

TEST_F(Conversations, HostThatIsNotThisMachineIsRefusedWhereOnlyThisMachineIsServed) {
    auto ask = [&](std::string_view host, Peer peer) {
        Conversation talk(site_, std::move(peer));
        talk.feed("GET /healthz HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
        return talk.out().substr(9, 3);
    };
    EXPECT_EQ(ask("localhost", {"127.0.0.1"}), "200");
    EXPECT_EQ(ask("127.0.0.1:9", {"127.0.0.1"}), "200");
    EXPECT_EQ(ask("rebound.example", {"127.0.0.1"}), "421");
    EXPECT_EQ(ask("usher", {"local", true}), "200");
    site_.only_this_machine = false;
    EXPECT_EQ(ask("users.example.com", {"192.0.2.1"}), "200");
}

TEST_F(Conversations, ServerThatStopsClosesAfterTheAnswer) {
    site_.draining = true;
    EXPECT_EQ(talk_.feed(get_), Next::close);
    EXPECT_NE(take_out().find("Connection: close\r\n"), std::string::npos);
}

TEST_F(Conversations, EveryAnswerHasItsRequestId) {
    talk_.feed(get_ + "GET /v1/none HTTP/1.1\r\nHost: localhost\r\n\r\n");
    auto text = take_out();
    auto id = text.rfind("X-Request-Id: req_");
    ASSERT_NE(id, std::string::npos);
    auto request = text.substr(id + 14, 30);
    EXPECT_NE(text.find("\"request\":\"" + request + "\""), std::string::npos);
    EXPECT_NE(log_.back().find(request), std::string::npos);
}

}  // namespace
}  // namespace usher::http
