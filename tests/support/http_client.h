// A client of the API as a browser's page is one: keeps the session's cookie, names its origin.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace usher::testing {

using Headers = std::vector<std::string>;  // "Name: value"

struct Answer {
    int status = 0;  // 0: the connection broke before an answer
    std::string head, body;
    json::Value value = {};  // of the body, where it is JSON

    std::string header(std::string_view lower_case_name) const;  // empty where there is none
    // What stands at "items.0.email"; null where nothing does.
    json::Value const* at(std::string_view path) const;
    // The same as text: numbers and booleans written out; empty where nothing or null stands there.
    std::string text(std::string_view path) const;
    std::size_t count(std::string_view path) const;  // the items of a list; 0 where there is none
    std::string code() const { return text("code"); }
    bool holds(std::string_view part) const { return body.find(part) != body.npos; }
};

class Client {
 public:
    explicit Client(std::string url) : url_(std::move(url)) {}

    Answer get(std::string_view path, Headers headers = {}) const;
    Answer post(std::string_view path, json::Value const& body, Headers headers = {});
    Answer put(std::string_view path, json::Value const& body, Headers headers = {});
    Answer patch(std::string_view path, json::Value const& body, Headers headers = {});
    Answer del(std::string_view path, Headers headers = {});
    // As is: neither origin nor content type are added, and no cookie is kept.
    Answer send(std::string_view method, std::string_view path, std::string_view body,
                Headers headers) const;
    // A write with text for a body that need not be JSON.
    Answer write(std::string_view method, std::string_view path, std::string_view body,
                 Headers headers = {});

    std::string const& session() const { return session_; }  // the cookie's token
    void take_session(std::string token) { session_ = std::move(token); }
    void moved_to(std::string url) { url_ = std::move(url); }
    std::string const& url() const { return url_; }

 private:
    std::string url_, session_;
};

}  // namespace usher::testing
