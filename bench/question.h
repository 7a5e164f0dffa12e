// POST /v1/check about somebody of a demo account, as a product asks it.
#pragma once

#include "base/json.h"
#include "load.h"
#include "program.h"

namespace usher::bench {

struct Question {
    std::string request;
    std::size_t answer_bytes = 0;
};

// Fills DATA; the password of owner@usher-demo.example.
inline std::string made_demo(std::string const& data, int users) {
    auto told =
        said_by(usher_program() + " demo --data " + data + " --users " + std::to_string(users));
    return word_after(told, "owner@usher-demo.example with ");
}

inline std::string made_key(std::string const& data) {
    auto key = said_by(usher_program() + " key make --data " + data +
                       " --blueprint sendpro-online --name bench");
    key.pop_back();
    return key;
}

// Somebody of the account, by its owner's list.
inline std::string user_of(std::uint16_t port, std::string const& password) {
    Client client(port);
    auto origin = "Origin: http://127.0.0.1:" + std::to_string(port) + "\r\n";
    auto signed_in = client.ask(
        http_request("POST", "/v1/sign-in", origin,
                     R"({"email":"owner@usher-demo.example","password":")" + password + "\"}"));
    auto cookie = signed_in.find("__Host-usher=");
    if (cookie == std::string::npos) give_up(signed_in);
    auto token = signed_in.substr(cookie, signed_in.find(';', cookie) - cookie);
    auto list = client.ask(http_request("GET", "/v1/accounts/demo-1/users?limit=1&status=active",
                                        "Cookie: " + token + "\r\n", ""));
    return word_after(list, "\"id\":\"").substr(0, 30);
}

inline Question question(std::uint16_t port, std::string const& key, std::string const& user) {
    Client client(port);
    Question question;
    question.request =
        http_request("POST", "/v1/check", "Authorization: Bearer " + key + "\r\n",
                     R"({"account":"demo-1","user":")" + user + R"(","permission":"users.view"})");
    auto const& answer = client.ask(question.request);
    if (!answer.starts_with("HTTP/1.1 200")) give_up(answer);
    question.answer_bytes = answer.size() - answer.find("\r\n\r\n") - 4;
    return question;
}

}  // namespace usher::bench
