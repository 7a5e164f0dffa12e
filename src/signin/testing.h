// People with addresses and passwords, the routes of signing in, and the letters that went out.
// Tests only.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "access/testing.h"
#include "audit/batches.h"
#include "jobs/runner.h"
#include "mail/envelope.h"
#include "mail/outbox.h"
#include "signin/breached.h"
#include "signin/own_view.h"
#include "signin/preferences.h"
#include "signin/recovery.h"
#include "signin/routes.h"

namespace usher::signin {

constexpr std::string_view old_password = "a kettle by the window";
constexpr std::string_view new_password = "seven herons on ice";

// Stamps: Ada Admin; Max User + Manage users; Ulf User. Each signed in once (World's session), with
// old_password.
class RecoveryWorld : public testing::Test {
 protected:
    RecoveryWorld() : texts_(access::must(mail::Catalogue::load(locales()))) {
        add_routes(router_, world.authority(), pool_, brake_, batches_);
        Recovery needs{world.authority(), outbox, queue_, pool_, brake_, batches_, breached_};
        add_recovery_routes(router_, needs);
        add_session_routes(router_, needs);
        add_preference_routes(router_, world.authority());
        add_own_view_route(router_, world.authority());
        add_proof_routes(router_, needs);
        add_reset_routes(router_, needs);
        add_address_routes(router_, needs);
        add_judge_route(router_, breached_);
        auto hash = access::must(pool_.hash(Secret(std::string(old_password))));
        person("ada", {{"admin", access::account_place}}, hash);
        person("max", {{"user"}, {"user-manager"}}, hash);
        person("ulf", {{"user"}}, hash);
    }

    // ---- people
    void person(std::string const& name, access::Assignments const& roles,
                std::string const& hash) {
        world.person(name, access::account_place, roles);
        world.write([&](store::Tx& tx) -> Result<void> {
            auto id = world.identity(name);
            TRY(
                tx.exec("insert into identities (identity_id, password_hash, password_version, "
                        "created_at) values ($1, $2, 1, $3)",
                        id, hash, tx.now()));
            TRY(
                tx.exec("insert into identity_emails (email_key, identity_id, email, "
                        "verified_at) values ($1, $2, $1, $3)",
                        name + "@example.com", id, tx.now()));
            return {};
        });
        world.clock().advance(seconds(1));
    }
    // Makes somebody an active user of another account too.
    void joins(std::string const& name, AccountId account) {
        world.write([&](store::Tx& tx) -> Result<void> {
            auto user = tx.new_id<UserId>();
            TRY(
                tx.exec("insert into users (account_id, user_id, kind, status, first_name, "
                        "last_name, email, email_key, home, fields, dir_key, identity_id, "
                        "language, created_at, entries_after, version) values ($1, $2, 'person', "
                        "'active', '', $3, null, null, 0, '{}', $3, $4, 'en', $5, 0, 1)",
                        account, user, name, world.identity(name), tx.now()));
            TRY(
                tx.exec("insert into memberships_of (identity_id, account_id, user_id) "
                        "values ($1, $2, $3)",
                        world.identity(name), account, user));
            return {};
        });
    }

    // ---- requests
    struct Asks {
        http::Method method = http::Method::post;
        std::string path, body = {};
        http::Credential by = {};
        std::vector<std::pair<std::string, std::string>> headers = {};
    };
    http::Response ask(Asks const& asks) {
        http::Raw raw;
        raw.method = asks.method;
        raw.target = asks.path;
        raw.headers = {{"host", "127.0.0.1"}};
        bool own_page = std::ranges::none_of(
            asks.headers, [](auto const& header) { return header.first == "origin"; });
        if (own_page) raw.headers.emplace_back("origin", "http://127.0.0.1:8080");
        if (!asks.body.empty()) raw.headers.emplace_back("content-type", "application/json");
        auto token = std::string(asks.by.token.reveal());
        if (!token.empty()) raw.headers.emplace_back("cookie", "__Host-usher=" + token);
        raw.headers.insert(raw.headers.end(), asks.headers.begin(), asks.headers.end());
        raw.address = client;
        raw.body = asks.body;
        http::Request request(std::move(raw), RequestId{}, world.store());
        return router_.dispatch(request);
    }
    // "204", or the key of a refusal.
    std::string said(http::Response const& response) {
        return response.error_key.empty() ? std::to_string(response.status) : response.error_key;
    }
    std::string post(std::string path, std::string body, http::Credential const& by = {}) {
        return said(ask({http::Method::post, std::move(path), std::move(body), by, {}}));
    }
    std::string forgot(std::string const& email) {
        return post("/v1/forgot", R"({"email": ")" + email + R"("})");
    }
    std::string look(std::string const& token) {
        return post("/v1/reset/look", R"({"token": ")" + token + R"("})");
    }
    std::string reset(std::string const& token, std::string_view password = new_password,
                      std::string const& more = "") {
        return post("/v1/reset", R"({"token": ")" + token + R"(", "password": ")" +
                                     std::string(password) + "\"" + more + "}");
    }
    http::Response sign_in(std::string const& name, std::string_view password) {
        return ask({http::Method::post,
                    "/v1/sign-in",
                    R"({"email": ")" + name + R"(@example.com", "password": ")" +
                        std::string(password) + R"("})",
                    {},
                    {}});
    }
    // The session that an answer began.
    static http::Credential session_in(http::Response const& response) {
        for (auto const& [name, value] : response.headers) {
            if (name != "Set-Cookie" || !value.starts_with("__Host-usher=")) continue;
            auto from = value.find('=') + 1;
            return {http::Credential::Kind::session,
                    Secret(value.substr(from, value.find(';') - from))};
        }
        return {};
    }
    std::string enters(http::Credential const& by, std::string_view account = "acme") {
        return world.attempt(
            [&](store::Tx& tx) { return world.authority().actor(tx, by, account); });
    }
    std::string user_path(std::string const& name) {
        return "/v1/accounts/acme/users/" + world.id(name).text();
    }

    // ---- what went out since the last look
    std::vector<mail::Letter> letters() {
        std::vector<mail::Letter> out;
        jobs::Kind mails{.name = "mail", .work = [&](jobs::Attempt& run) {
                             auto posted = mail::opened(run.payload(), run.id(), key_);
                             if (posted) out.push_back(posted->letter);
                             return jobs::Outcome::done();
                         }};
        jobs::Runner runner(world.store(), queue_,
                            {mails, forgotten(outbox, world.authority().catalog())});
        runner.run_due();
        return out;
    }
    static std::string token_in(mail::Letter const& letter) {
        auto url = std::string(letter.link.reveal());
        return url.substr(url.find('#') + 1);
    }
    // Asks for a link and takes it from the mail.
    std::string link_for(std::string const& name) {
        EXPECT_EQ(forgot(name + "@example.com"), "204");
        auto mail = letters();
        if (mail.size() == 1) return token_in(mail[0]);
        ADD_FAILURE() << "one mail expected, " << mail.size() << " came";
        return "";
    }
    std::int64_t count(std::string_view sql) {
        return world.read([&](store::Snapshot& s) -> Result<std::int64_t> {
            auto row = TRY(s.one(sql));
            return row->integer(0);
        });
    }

    access::World world{"stamps"};
    std::string client = "192.0.2.1";

 private:
    jobs::Queue queue_;
    mail::Catalogue texts_;
    SealingKey key_{{}};

 protected:
    mail::Outbox outbox{queue_, texts_, key_, "http://127.0.0.1:8080"};

    PasswordPool pool_{1};
    audit::Batches batches_{world.store()};
    http::Router router_;
    Breached breached_;

 private:
    Brake brake_{world.clock()};
};

}  // namespace usher::signin
