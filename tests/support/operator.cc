#include "support/operator.h"

#include <gtest/gtest.h>

#include <atomic>

namespace usher::testing {

Person operator_of(Server& server, std::string const& name) {
    static std::atomic<int> number = 0;
    auto email = "op" + std::to_string(++number) + "@usher.example";
    auto made = server.run({"init", "--email", email});
    auto at = made.out.find("/join#");
    EXPECT_NE(at, made.out.npos) << made.out << made.err;
    Person person(server.client(), "");
    person.name = name;
    person.email = email;
    person.password = password_of(email);
    auto token = made.out.substr(at + 6, made.out.find('\n', at) - at - 6);
    auto joined = person.client.post(
        "/v1/join", json::Object{{"token", token}, {"password", person.password}, {"name", name}});
    EXPECT_EQ(joined.status, 200) << joined.body;
    auto all = person.client.get("/v1/operators");
    for (std::size_t i = 0; i < all.count("items"); ++i)
        if (all.text("items." + std::to_string(i) + ".email") == email)
            person.id = all.text("items." + std::to_string(i) + ".id");
    return person;
}

}  // namespace usher::testing
