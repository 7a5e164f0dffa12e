// Every operation that the running program describes in GET /openapi.json, and something to ask of
// each: so that a route cannot be added without standing in the tests of who may reach it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "support/http_client.h"

namespace usher::testing {

struct Operation {
    std::string id, method, path, act;  // "suspend_user", "PUT", "/v1/…/{user}/suspension", …
    bool takes_body = false;
    bool streams = false;  // an answer that does not end by itself
    bool is_in(std::string_view folder) const { return path.starts_with(folder); }
    bool names(std::string_view parameter) const;  // "{user}"
};

constexpr std::string_view of_an_account = "/v1/accounts/{account}";

std::vector<Operation> operations(Client const&);

// A good body of it, for an account of SendPro Online; empty where it takes none. An operation that
// takes one and has none here is a failed test: give it one in operations.cc.
std::string body_of(Operation const&);

// "/v1/accounts/{account}/users" with each name replaced; one that is not there is a failed test.
std::string filled(std::string path, std::map<std::string, std::string> const& values);

// As whoever that client is. Of a stream: its head alone, where it begins.
Answer ask(Client&, Operation const&, std::string const& path, std::string const& body);

// What tells two answers apart, but the id of the request.
std::string said(Answer const&);

// An id as Usher gives them, which it never gave.
std::string unknown_like(std::string const& id);

}  // namespace usher::testing
