// Usher itself, and the people that it and all the others have.
#pragma once

#include "base/secret.h"
#include "peers.h"

namespace usher::bench {

inline std::vector<Person> people_of(std::uint16_t port, std::string const& cookies) {
    std::vector<Person> people;
    Client client(port);
    std::string after;
    while (true) {
        auto path = "/v1/accounts/demo-1/users?limit=500" + after;
        auto const& answer = client.ask(http_request("GET", path, cookies, ""));
        auto body = need(json::parse(answer.substr(answer.find("\r\n\r\n") + 4)));
        if (!Http::right(answer)) give_up(answer);
        for (auto const& item : *body.member("items")->array())
            people.push_back({*item.member("name")->text(), *item.member("email")->text()});
        auto const* next = body.member("next");
        if (!next) return people;
        after = "&after=" + *next->text();
    }
}

// A family name that many letters can be typed of everywhere.
inline std::string common_word(std::vector<Person> const& people) {
    for (auto n = people.size() / 2; n < people.size(); ++n) {
        auto word = people[n].name.substr(people[n].name.rfind(' ') + 1);
        bool plain = std::ranges::all_of(word, [](char c) { return std::isalpha(c) && c > 0; });
        if (plain && word.size() >= 5) return word;
    }
    give_up("nobody has a plain name");
}

// "$argon2id$v=19$m=19456,t=2,p=1$…": what it costs.
inline std::string hash_in_words(std::string const& hash) {
    auto from = hash.find("m=");
    return "Argon2id " + hash.substr(from, hash.find('$', from) - from);
}

// Usher with an account of so many, beside its owner; everybody and their names come from there.
inline World make_world(std::string const& folder, int users) {
    World world;
    auto data = folder + "/data";
    auto told =
        said_by(usher_program() + " demo --data " + data + " --users " + std::to_string(users));
    world.password = word_after(told, "owner@usher-demo.example with ");
    auto key = said_by(usher_program() + " key make --data " + data +
                       " --blueprint sendpro-online --name bench");
    key.pop_back();
    world.password_hash = hash_password(Secret(world.password));
    auto usher = std::make_unique<Peer>();
    usher->name = "usher";
    usher->hash = hash_in_words(world.password_hash);
    usher->program = std::make_unique<Program>(std::vector<std::string>{
        usher_program(), "serve", "--data", data, "--port", "0", "--log", "/dev/null"});
    usher->port = usher->program->port();
    auto origin = "Origin: http://127.0.0.1:" + std::to_string(usher->port) + "\r\n";
    usher->requests[sign_in] = http_request(
        "POST", "/v1/sign-in", origin,
        R"({"email":"owner@usher-demo.example","password":")" + world.password + "\"}");
    Client client(usher->port);
    auto cookies = cookies_of(client.ask(usher->requests[sign_in]));
    world.people = people_of(usher->port, cookies);
    auto owner = std::ranges::find(world.people, "owner@usher-demo.example", &Person::email);
    if (owner == world.people.end()) give_up("the owner is not among the people");
    std::iter_swap(owner, world.people.begin());
    world.word = common_word(world.people);
    auto users_path = std::string("/v1/accounts/demo-1/users?limit=") + std::to_string(page);
    auto const& one = client.ask(
        http_request("GET", "/v1/accounts/demo-1/users?limit=1&status=active", cookies, ""));
    auto user = word_after(one, "\"id\":\"").substr(0, 30);
    usher->requests[may] =
        http_request("POST", "/v1/check", "Authorization: Bearer " + key + "\r\n",
                     R"({"account":"demo-1","user":")" + user + R"(","permission":"users.view"})");
    usher->sign_in_anew = [users_path, word = world.word](Peer& peer) {
        auto session = cookies_of(Client(peer.port).ask(peer.requests[sign_in]));
        peer.requests[list] = http_request("GET", users_path, session, "");
        peer.requests[search] = http_request("GET", users_path + "&q=" + word, session, "");
    };
    world.usher = std::move(usher);
    return world;
}

}  // namespace usher::bench
