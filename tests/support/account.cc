#include "support/account.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace usher::testing {
namespace {

[[noreturn]] void give_up(std::string_view what, std::string const& answer) {
    std::fprintf(stderr, "%.*s: %s\n", static_cast<int>(what.size()), what.data(), answer.c_str());
    std::abort();
}

void expect_status(Answer const& answer, int status, std::string_view what) {
    if (answer.status != status) give_up(what, std::to_string(answer.status) + " " + answer.body);
}

std::string next_slug(std::string_view blueprint) {
    static std::atomic<int> opened = 0;
    return std::string(blueprint) + "-" + std::to_string(++opened);
}

std::string capital(std::string_view name) {
    std::string text(name);
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    return text;
}

std::vector<std::string> opening_words(std::string const& slug, std::string_view blueprint,
                                       Opening const& opening, std::string const& owner) {
    std::vector<std::string> words = {
        "account", "open",    "--name", "Account " + slug, "--slug",
        slug,      "--owner", owner,    "--blueprint",     std::string(blueprint)};
    if (!opening.plan.empty()) words.insert(words.end(), {"--plan", opening.plan});
    if (opening.seats > 0) words.insert(words.end(), {"--seats", std::to_string(opening.seats)});
    return words;
}

}  // namespace

std::string password_of(std::string_view email) {
    return "corkscrew violet " + std::string(email.substr(0, email.find('@'))) + " 4711 harbour";
}

json::Value roles_value(std::vector<Role> const& roles) {
    json::Array list;
    for (auto const& role : roles) {
        json::Object one{{"role", role.key}};
        if (!role.place.empty()) one.emplace_back("place", role.place);
        if (!role.until.empty()) one.emplace_back("until", role.until);
        list.emplace_back(std::move(one));
    }
    return list;
}

Answer Person::sign_in() {
    client.take_session("");
    return client.post("/v1/sign-in", json::Object{{"email", email}, {"password", password}});
}

Account::Account(Server& server, std::string_view blueprint, Opening const& opening)
    : owner(server.client(), ""), server_(server), slug_(next_slug(blueprint)) {
    domain_ = slug_ + ".example";
    auto email = address(opening.owner);
    auto opened = server.run(opening_words(slug_, blueprint, opening, email));
    if (opened.status != 0) give_up("account open", opened.err);
    owner = follow(opening.owner);
    auto me = owner.client.get("/v1/me?account=" + slug_);
    expect_status(me, 200, "me");
    id_ = me.text("account.id");
    whole_names_ = me.text("account.names") == "whole";
}

json::Object Account::new_user(std::string_view name) const {
    json::Object user{{"email", address(name)}};
    if (whole_names_) user.emplace_back("name", capital(name) + " Tester");
    if (!whole_names_) user.emplace_back("first_name", capital(name));
    if (!whole_names_) user.emplace_back("last_name", "Tester");
    return user;
}

std::string Account::invite(std::string_view name, Terms const& terms) {
    auto user = new_user(name);
    if (!terms.roles.empty()) user.emplace_back("roles", roles_value(terms.roles));
    if (!terms.home.empty()) user.emplace_back("home", terms.home);
    auto added = owner.post("/users", user);
    expect_status(added, 201, "add user");
    server_.mail_to(address(name));
    return added.text("id");
}

Person Account::follow(std::string_view name, std::size_t nth) {
    Person person(server_.client(), base());
    person.email = address(name);
    person.password = password_of(person.email);
    auto joined =
        person.client.post("/v1/join", json::Object{{"token", server_.token_to(person.email, nth)},
                                                    {"password", person.password}});
    expect_status(joined, 200, "join");
    person.name = joined.text("account.user.name");
    person.id = joined.text("account.user.id");
    return person;
}

Person Account::join(std::string_view name, Terms const& terms) {
    invite(name, terms);
    return follow(name);
}

std::string Account::location(std::string_view name) {
    auto made = owner.post("/places", json::Object{{"name", name}});
    expect_status(made, 201, "create place");
    return made.text("id");
}

Account Server::open(std::string_view blueprint, Opening const& opening) {
    return Account(*this, blueprint, opening);
}
Account Server::open(std::string_view blueprint) { return Account(*this, blueprint, {}); }

}  // namespace usher::testing
