// One account of a real server, and the people in it, all of whom came in by a mailed link.
//
//   auto account = Server::shared().open("stamps", {.plan = "premier"});
//   auto max = account.join("max", {"user", "user-manager"});
//   EXPECT_EQ(max.get("/users").status, 200);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/http_client.h"
#include "support/server.h"

namespace usher::testing {

struct Opening {
    std::string plan = {};  // empty: the blueprint's
    int seats = 0;          // 0: the plan's
    std::string owner = "ada";
};

// As the API takes it: a role by its key, at its usual scope, at a place, or until a time.
struct Role {
    std::string key, place = {}, until = {};
    Role(char const* of) : key(of) {}
    Role(std::string of, std::string at, std::string ends = "")
        : key(std::move(of)), place(std::move(at)), until(std::move(ends)) {}
};
json::Value roles_value(std::vector<Role> const&);

// What a user is invited with.
struct Terms {
    std::vector<Role> roles = {};
    std::string home = {};
};

// A browser with somebody in front of it. Paths begin within the account: "/users".
class Person {
 public:
    Person(Client of, std::string base) : client(std::move(of)), base_(std::move(base)) {}

    Answer get(std::string_view path) const { return client.get(base_ + std::string(path)); }
    Answer post(std::string_view path, json::Value const& body = {}, Headers headers = {}) {
        return client.post(base_ + std::string(path), body, std::move(headers));
    }
    Answer put(std::string_view path, json::Value const& body = {}, Headers headers = {}) {
        return client.put(base_ + std::string(path), body, std::move(headers));
    }
    Answer patch(std::string_view path, json::Value const& body, Headers headers = {}) {
        return client.patch(base_ + std::string(path), body, std::move(headers));
    }
    Answer del(std::string_view path, Headers headers = {}) {
        return client.del(base_ + std::string(path), std::move(headers));
    }
    Answer write(std::string_view method, std::string_view path, std::string_view body) {
        return client.write(method, base_ + std::string(path), body);
    }
    Answer sign_in();                                    // with a new session
    std::string path() const { return "/users/" + id; }  // their own row

    Client client;
    std::string name, email, password, id;

 private:
    std::string base_;
};

class Account {
 public:
    Account(Server& server, std::string_view blueprint, Opening const& opening);

    Person owner;  // holds the top role

    // Invited by the owner, who waits until the mail is there. Their user's id.
    std::string invite(std::string_view name, Terms const& terms = {});
    // Invited, with the mailed link followed, signed in.
    Person join(std::string_view name, Terms const& terms);
    Person join(std::string_view name, std::vector<Role> roles = {}) {
        return join(name, Terms{std::move(roles), ""});
    }
    // Follows the newest link that `name` was sent; a person with their session.
    Person follow(std::string_view name, std::size_t nth = 1);
    // A new location; its id.
    std::string location(std::string_view name);

    std::string address(std::string_view name) const { return std::string(name) + "@" + domain_; }
    json::Object new_user(std::string_view name) const;  // as POST …/users takes it
    std::string const& slug() const { return slug_; }
    std::string const& id() const { return id_; }
    std::string base() const { return "/v1/accounts/" + slug_; }
    Server& server() const { return server_; }
    Person stranger() const { return Person(server_.client(), base()); }  // not signed in

 private:
    Server& server_;
    std::string slug_, domain_, id_;
    bool whole_names_;
};

// Somebody with a good password that nobody else has.
std::string password_of(std::string_view email);

}  // namespace usher::testing
