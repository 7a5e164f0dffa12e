// What bad input gets (R10): one problem+json that names the field, and nothing changed.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 9}); }

struct Row {
    std::string method, path, body;
    int status;
    std::string code, field;
};

// {user} stands for somebody who is there, {email} for a free address.
std::string filled(std::string text, Person const& user, std::string const& email) {
    for (auto const& [name, value] :
         {std::pair<std::string, std::string>{"{user}", user.id}, {"{email}", email}})
        for (std::size_t at; (at = text.find(name)) != text.npos;)
            text.replace(at, name.size(), value);
    return text;
}

std::vector<Row> users_rows() {
    std::string const add = "/users", row = "/users/{user}";
    return {
        {"POST", add, "", 415, "http.media_type", ""},
        {"POST", add, "{", 400, "json.malformed", ""},
        {"POST", add, "[]", 422, "field.type", ""},
        {"POST", add, "null", 422, "field.type", ""},
        {"POST", add, R"("text")", 422, "field.type", ""},
        {"POST", add, R"({"email":"{email}"} {})", 400, "json.malformed", ""},
        {"POST", add, R"({"email":"{email}",})", 400, "json.malformed", ""},
        {"POST", add, R"({'email':'{email}'})", 400, "json.malformed", ""},
        {"POST", add, R"({"email":"{email}" /* a */})", 400, "json.malformed", ""},
        {"POST", add, "\xEF\xBB\xBF{}", 400, "json.malformed", ""},
        {"POST", add, R"({"email":"{email}","email":"{email}"})", 400, "json.malformed", ""},
        {"POST", add, R"({"email":"{email}","first_name":"\ud800"})", 400, "json.malformed", ""},
        {"POST", add, R"({"email":"{email}","first_name":"\u0000"})", 400, "json.malformed", ""},
        {"POST", add, "{\"email\":\"{email}\",\"first_name\":\"\xff\"}", 400, "json.malformed", ""},
        {"POST", add, R"({})", 422, "field.missing", "email"},
        {"POST", add, R"({"email":null})", 422, "", "email"},
        {"POST", add, R"({"email":7})", 422, "field.type", "email"},
        {"POST", add, R"({"email":""})", 422, "email.not_an_address", "email"},
        {"POST", add, R"({"email":"mia"})", 422, "email.not_an_address", "email"},
        {"POST", add, R"({"email":"{email}","Email":"{email}"})", 422, "field.unknown", "Email"},
        {"POST", add, R"({"email":"{email}","admin":true})", 422, "field.unknown", "admin"},
        {"POST", add, R"({"email":"{email}","name":"Whole Name"})", 422, "users.name", "name"},
        {"POST", add, R"({"email":"{email}","first_name":["M"]})", 422, "field.type", "first_name"},
        {"POST", add, R"({"email":"{email}","first_name":"a\nb"})", 422, "field.characters",
         "first_name"},
        {"POST", add, R"({"email":"{email}","first_name":")" + std::string(2000, 'a') + "\"}", 422,
         "field.too_long", "first_name"},
        {"POST", add, R"({"email":"{email}","roles":"user"})", 422, "field.type", "roles"},
        {"POST", add, R"({"email":"{email}","roles":[7]})", 422, "field.type", "roles[0]"},
        {"POST", add, R"({"email":"{email}","roles":[{}]})", 422, "field.missing", "roles[0].role"},
        {"POST", add, R"({"email":"{email}","roles":[{"role":"king"}]})", 422, "roles.unknown",
         "roles[0].role"},
        {"POST", add, R"({"email":"{email}","roles":[{"role":"user","grand":1}]})", 422,
         "field.unknown", "roles[0].grand"},
        {"POST", add, R"({"email":"{email}","roles":[{"role":"user","until":"Friday"}]})", 422,
         "time.not_rfc3339", "roles[0].until"},
        {"POST", add,
         R"({"email":"{email}","roles":[{"role":"user","until":"2001-01-01T00:00:00Z"}]})", 422,
         "roles.time", "roles[0].until"},
        {"POST", add, R"({"email":"{email}","roles":[{"role":"user"},{"role":"user"}]})", 422,
         "roles.twice", "roles[1]"},
        {"POST", add, R"({"email":"{email}","home":"plc_0"})", 404, "not_found", "home"},
        {"POST", add, R"({"email":"{email}","fields":{"shoe":1}})", 422, "field.unknown",
         "fields.shoe"},
        {"POST", add, R"({"email":"{email}","fields":[]})", 422, "field.type", "fields"},
        {"PATCH", row, R"({"first_name":7})", 422, "field.type", "first_name"},
        {"PATCH", row, R"({"status":"deleted"})", 422, "field.unknown", "status"},
        {"PATCH", row, R"({"first_name":"a","first_name":"b"})", 400, "json.malformed", ""},
        {"PUT", row + "/roles", R"({})", 422, "field.missing", "roles"},
        {"PUT", row + "/roles", R"({"roles":{}})", 422, "field.type", "roles"},
        {"PUT", row + "/roles", R"({"roles":[{"role":"king"}]})", 422, "roles.unknown",
         "roles[0].role"},
        {"DELETE", "/users/usr_0", "", 404, "not_found", ""},
        {"DELETE", "/users/..", "", 400, "http.target", ""},
    };
}

std::vector<Row> other_rows() {
    return {
        {"POST", "/invitations", R"({})", 422, "field.missing", "emails"},
        {"POST", "/invitations", R"({"emails":[]})", 422, "field.too_short", "emails"},
        {"POST", "/invitations", R"({"emails":"{email}"})", 422, "field.type", "emails"},
        {"POST", "/invitations", R"({"emails":[{"email":"{email}"}]})", 422, "field.type",
         "emails[0]"},
        {"POST", "/invitations",
         R"({"emails":["{email}"],"note":")" + std::string(501, 'n') + "\"}", 422, "field.too_long",
         "note"},
        {"PUT", "/seats", R"({})", 422, "field.missing", "bought"},
        {"PUT", "/seats", R"({"bought":"9"})", 422, "field.type", "bought"},
        {"PUT", "/seats", R"({"bought":9.5})", 422, "field.type", "bought"},
        {"PUT", "/seats", R"({"bought":-1})", 422, "field.too_small", "bought"},
        {"PUT", "/seats", R"({"bought":99999999999999999999})", 400, "json.malformed", ""},
        {"PUT", "/seats", R"({"bought":9e99})", 422, "field.type", "bought"},
        {"PUT", "/seats", R"({"bought":true})", 422, "field.type", "bought"},
        {"POST", "/places", R"({"name":"L"})", 409, "places.none", ""},
        {"GET", "/users?limit=0", "", 422, "field.too_small", "limit"},
        {"GET", "/users?limit=501", "", 422, "field.too_large", "limit"},
        {"GET", "/users?limit=ten", "", 422, "field.type", "limit"},
        {"GET", "/users?after=%00", "", 400, "", ""},
        {"GET", "/users?after=%25%25", "", 422, "field.characters", "after"},
        {"GET", "/users?page=2", "", 400, "http.query", "page"},
        {"GET", "/users?status=active,asleep", "", 422, "field.choice", "status"},
        {"GET", "/users?q=" + std::string(201, 'q'), "", 422, "field.too_long", "q"},
        {"GET", "/audit?after=evt_0", "", 422, "id.malformed", "after"},
        {"GET", "/nothing", "", 404, "not_found", ""},
        {"PATCH", "/users", "{}", 405, "http.method", ""},
    };
}

TEST(R10, bad_input_gets_one_problem_that_names_the_field_and_changes_nothing) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto email = account.address("mia");
    auto before = account.owner.get("/users").body;
    auto events = account.owner.get("/audit").body;
    auto rows = users_rows();
    for (auto& row : other_rows()) rows.push_back(std::move(row));
    for (auto const& row : rows) {
        auto path = filled(row.path, ulf, email), body = filled(row.body, ulf, email);
        auto answer = row.method == "GET" ? account.owner.get(path)
                                          : account.owner.write(row.method, path, body);
        auto what = row.method + " " + row.path.substr(0, 80) + " " + body.substr(0, 120) + "\n" +
                    answer.body.substr(0, 400);
        EXPECT_EQ(answer.status, row.status) << what;
        EXPECT_EQ(answer.header("content-type"), "application/problem+json") << what;
        if (!row.code.empty()) {
            EXPECT_EQ(answer.code(), row.code) << what;
        }
        EXPECT_EQ(answer.text("field"), row.field) << what;
        EXPECT_FALSE(answer.text("title").empty()) << what;
        EXPECT_FALSE(answer.text("detail").empty()) << what;
        EXPECT_FALSE(answer.text("request").empty()) << what;
    }
    EXPECT_EQ(account.owner.get("/users").body, before);
    EXPECT_EQ(account.owner.get("/audit").body, events);
}

}  // namespace
}  // namespace usher::testing
