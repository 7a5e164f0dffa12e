#include "http/access_log.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "store/testing.h"

namespace usher::http {
namespace {

class AccessLog : public ::testing::Test {
 protected:
    json::Value line(std::string target, std::string client_request = "") {
        Raw raw{.method = Method::post, .target = std::move(target), .address = "192.0.2.1"};
        raw.headers = {{"x-request-id", client_request}, {"cookie", "__Host-usher=secret"}};
        Request request(std::move(raw), RequestId{}, store_.store());
        auto response = problem(known("http.busy"), RequestId{});
        text_ = access_line({Time{0}, RequestId{}, &request, "10.0.0.1", response, 321, 1500});
        return *json::parse(text_);
    }

    store::TestStore store_;
    std::string text_;
};

TEST_F(AccessLog, SaysWhoWhatAndHow) {
    auto value = line("/v1/check", "abc");
    EXPECT_EQ(*value.member("time")->text(), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(*value.member("method")->text(), "POST");
    EXPECT_EQ(*value.member("path")->text(), "/v1/check");
    EXPECT_EQ(*value.member("status")->integer(), 503);
    EXPECT_EQ(*value.member("ms")->real(), 1.5);
    EXPECT_EQ(*value.member("bytes")->integer(), 321);
    EXPECT_EQ(*value.member("address")->text(), "192.0.2.1");
    EXPECT_EQ(*value.member("error")->text(), "http.busy");
    EXPECT_EQ(*value.member("client_request")->text(), "abc");
}

TEST_F(AccessLog, NoSecretAndNothingPersonalGetsIn) {
    line("/join/" + std::string(43, 'x') + "?token=geheim&q=ada");
    EXPECT_EQ(text_.find("geheim"), std::string::npos);
    EXPECT_EQ(text_.find("ada"), std::string::npos);
    EXPECT_EQ(text_.find("secret"), std::string::npos);
    EXPECT_EQ(text_.find("xxx"), std::string::npos);
}

TEST_F(AccessLog, IsOneLineWhateverIsSent) {
    line("/a\nb\x01\xff", "\"},\n{\"time\":");
    EXPECT_EQ(text_.find('\n'), std::string::npos);
    EXPECT_TRUE(json::parse(text_));
    line("/" + std::string(9000, 'a') + "/b");
    EXPECT_LT(text_.size(), 1000u);
}

}  // namespace
}  // namespace usher::http
