// A retry does nothing twice (R11).
#include <gtest/gtest.h>

#include "http/router.h"
#include "store/testing.h"

namespace usher::http {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Caller {
    std::string who;
    std::string idempotency_scope() const { return who; }
};

class Idempotency : public ::testing::Test {
 protected:
    Idempotency() {
        router_.find_accounts_by([this](store::Snapshot&, std::string_view named) {
            auto id = named == "fernhill" ? ours_ : AccountId::parse(named).value_or(AccountId{});
            return Result<AccountId>(id);
        });
        router_.add({.method = Method::post,
                     .path = "/v1/accounts/{account}/things",
                     .name = "make",
                     .handler = [this](Request& r) { return make(r); }});
        router_.add({.method = Method::put,
                     .path = "/v1/accounts/{account}/things/{thing}",
                     .name = "put",
                     .handler = [this](Request& r) { return make(r); }});
    }

    Result<Response> make(Request& request) {
        return request.write(
            [&](store::Tx&) -> Result<Caller> { return Caller{actor_}; },
            [&](store::Tx&, Caller const&) -> Result<Response> {
                ++runs_;
                if (refuse_) return fail(not_found());
                auto response = json_text("{\"run\":" + std::to_string(runs_) + "}").version(runs_);
                response.status = 201;
                response.holds_secret = secret_;
                if (sign_in_) response.headers.emplace_back("Set-Cookie", "a=b");
                return response;
            });
    }

    Response post(std::string key, std::string body = "{}") {
        return ask(Method::post, "/v1/accounts/" + account_ + "/things", std::move(key),
                   std::move(body));
    }
    Response ask(Method method, std::string target, std::string key, std::string body = "{}") {
        Raw raw{.method = method, .target = std::move(target), .body = std::move(body)};
        raw.headers = {{"idempotency-key", std::move(key)}};
        Request request(std::move(raw), RequestId{}, *store_);
        return router_.dispatch(request);
    }

    store::TestStore store_;
    Router router_;
    AccountId const ours_{{7}};
    std::string account_ = ours_.text();
    std::string actor_ = "usr_1";
    int runs_ = 0;
    bool refuse_ = false, secret_ = false, sign_in_ = false;
};

TEST_F(Idempotency, RetryGetsTheFirstAnswerAgain) {
    auto first = post("k");
    auto again = post("k");
    EXPECT_EQ(runs_, 1);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.headers[0], first.headers[0]);
    EXPECT_EQ(again.headers.back().first, "Idempotency-Replayed");
    post("other");
    EXPECT_EQ(runs_, 2);
}

TEST_F(Idempotency, SameKeyForAnotherRequestIsRefused) {
    post("k");
    EXPECT_EQ(post("k", "{ }").error_key, "idempotency.reused");
    auto path = "/v1/accounts/" + account_ + "/things/";
    EXPECT_EQ(ask(Method::put, path + "1", "k").status, 201);
    EXPECT_EQ(ask(Method::put, path + "2", "k").error_key, "idempotency.reused");
    EXPECT_EQ(runs_, 2);
}

TEST_F(Idempotency, KeysOfAnotherActorOrAccountAreNotOurs) {
    post("k");
    actor_ = "usr_2";
    EXPECT_EQ(post("k").body, "{\"run\":2}");
    account_ = AccountId{{1}}.text();
    EXPECT_EQ(post("k").body, "{\"run\":3}");
}

TEST_F(Idempotency, AnswersLieInTheAccountThatThePathNamesByEitherOfItsNames) {
    auto kept = [&](AccountId account) {
        auto rows = store_->read([&](store::Snapshot& s) {
            return s.many("select 1 from idempotency where account_id = $1", account);
        });
        return rows->size();
    };
    post("k");
    account_ = "fernhill";
    EXPECT_EQ(post("k").error_key, "idempotency.reused") << "the same account, another address";
    EXPECT_EQ(post("by-name").status, 201);
    EXPECT_EQ(kept(ours_), 2u);
    account_ = "nobody-has-this-name";
    EXPECT_EQ(post("k").status, 201) << "another account's key";
    EXPECT_EQ(kept(ours_), 2u);
    EXPECT_EQ(kept(AccountId{}), 1u);
}

TEST_F(Idempotency, WhatWasRefusedMayBeTriedAgain) {
    refuse_ = true;
    EXPECT_EQ(post("k").status, 404);
    refuse_ = false;
    EXPECT_EQ(post("k").status, 201);
}

TEST_F(Idempotency, SecretIsShownOnce) {
    secret_ = true;
    EXPECT_EQ(post("k").status, 201);
    EXPECT_EQ(post("k").error_key, "idempotency.secret_shown");
    secret_ = false;
    sign_in_ = true;
    EXPECT_EQ(post("cookie").status, 201);
    EXPECT_EQ(post("cookie").error_key, "idempotency.secret_shown");
    auto kept = store_->read([](store::Snapshot& s) {
        return s.many("select answer from idempotency /* across accounts: test */");
    });
    for (auto const& row : *kept) EXPECT_TRUE(row.null(0));
}

TEST_F(Idempotency, KeyEndsAfterADay) {
    post("k");
    store_.clock().advance(hours(23));
    post("k");
    EXPECT_EQ(runs_, 1);
    store_.clock().advance(hours(2));
    EXPECT_EQ(post("k").body, "{\"run\":2}");
    EXPECT_EQ(post("k").body, "{\"run\":2}");
}

TEST_F(Idempotency, OldKeysAreForgottenByNewOnes) {
    for (int i = 0; i < 5; ++i) post("k" + std::to_string(i));
    store_.clock().advance(hours(25));
    post("new");
    auto rows = store_->read([](store::Snapshot& s) {
        return s.many("select key from idempotency /* across accounts: test */");
    });
    EXPECT_EQ(rows->size(), 1u);
}

TEST_F(Idempotency, MalformedKeysAreRefused) {
    for (auto key :
         {std::string(), std::string(129, 'a'), std::string("a b"), std::string("\xc3\xa4")})
        EXPECT_EQ(post(key).error_key, "idempotency.key") << key;
    EXPECT_EQ(post(std::string(128, 'a')).status, 201);
    EXPECT_EQ(runs_, 1);
}

}  // namespace
}  // namespace usher::http
