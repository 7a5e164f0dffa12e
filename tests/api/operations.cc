#include "api/operations.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/socket_client.h"

namespace usher::testing {
namespace {

std::string upper(std::string text) {
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return text;
}

std::string text_of(json::Value const& operation, std::string_view member) {
    auto const* found = operation.member(member);
    return found && found->text() ? *found->text() : "";
}

bool is_stream(json::Value const& operation) {
    auto const* answers = operation.member("responses");
    auto const* good = answers ? answers->member("200") : nullptr;
    auto const* content = good ? good->member("content") : nullptr;
    return content && content->member("text/event-stream") != nullptr;
}

Answer begun(Client const& client, std::string const& path) {
    auto const& url = client.url();
    SocketClient socket(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    auto cookie = client.session().empty() ? "" : "Cookie: __Host-usher=" + client.session();
    socket.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + cookie +
                (cookie.empty() ? "" : "\r\n") + "\r\n");
    auto whole = socket.answer();
    Answer answer;
    answer.status = status(whole);
    answer.body = body(whole);
    if (auto parsed = json::parse(answer.body)) answer.value = *std::move(parsed);
    return answer;
}

std::map<std::string, std::string> const bodies{
    {"add_service_user", R"({"name":"Some program"})"},
    {"add_user", R"({"email":"some.body@elsewhere.example","name":"Some Body"})"},
    {"ask_for_address", R"({"kind":"sign_in","email":"some.body@elsewhere.example"})"},
    {"ask_for_new_link", R"({"token":"none"})"},
    {"assign_grants", R"({"grants":[]})"},
    {"assign_roles", R"({"roles":[{"role":"admin"}]})"},
    {"change_email", R"({"email":"some.body@elsewhere.example"})"},
    {"change_own_view", "{}"},
    {"change_password", R"({"current":"none","new":"seven herons on ice"})"},
    {"change_plan", R"({"plan":"multi"})"},
    {"change_resource", R"({"name":"Taken over"})"},
    {"change_seats", R"({"bought":100})"},
    {"check", R"({"account":"none","permission":"label.print"})"},
    {"choose_own_defaults", R"({"kind":"server","defaults":[]})"},
    {"close_account", R"({"reason":"Taken over"})"},
    {"close_own_account", R"({"name":"Taken over"})"},
    {"confirm_address", R"({"token":"none"})"},
    {"create_place", R"({"name":"Taken over"})"},
    {"edit_own_user", R"({"name":"Taken over"})"},
    {"edit_service_user", R"({"name":"Taken over"})"},
    {"edit_user", R"({"name":"Taken over"})"},
    {"forgot_password", R"({"email":"some.body@elsewhere.example"})"},
    {"foretell_ending", R"({"home":"account"})"},
    {"former_users", R"({"emails":["some.body@elsewhere.example"]})"},
    {"give_support_access", R"({"reason":"Taken over"})"},
    {"invite_many", R"({"emails":["some.body@elsewhere.example"]})"},
    {"invite_operator", R"({"email":"some.body@elsewhere.example"})"},
    {"join", R"({"token":"none","password":"seven herons on ice"})"},
    {"judge_password", R"({"password":"seven herons on ice"})"},
    {"known_users", R"({"emails":["some.body@elsewhere.example"]})"},
    {"look_at_address", R"({"token":"none"})"},
    {"look_at_invitation", R"({"token":"none"})"},
    {"look_at_reset", R"({"token":"none"})"},
    {"look_at_stop", R"({"token":"none"})"},
    {"make_api_key", R"({"name":"Taken over"})"},
    {"make_product_key", R"({"blueprint":"stamps","name":"shop"})"},
    {"open_account",
     R"({"name":"Mine","blueprint":"stamps","owner":{"email":"some.body@elsewhere.example"}})"},
    {"prove_who_i_am", R"({"password":"none"})"},
    {"register_resource", R"({"kind":"server","key":"1","name":"Taken over"})"},
    {"rename_place", R"({"name":"Taken over"})"},
    {"resend_first_user", R"({"email":"some.body@elsewhere.example"})"},
    {"reset_password", R"({"token":"none","password":"seven herons on ice"})"},
    {"restore_user", "{}"},
    {"send_reset", R"({"end_now":true})"},
    {"set_language", R"({"language":"en"})"},
    {"set_preferences", R"({"language":"en"})"},
    {"set_subscription", R"({"plan":"multi"})"},
    {"set_theme", R"({"theme":"dark"})"},
    {"sign_in", R"({"email":"some.body@elsewhere.example","password":"none"})"},
    {"start_bulk", R"({"do":"suspend","filter":"status=active"})"},
    {"stop_address", R"({"token":"none"})"},
    {"suspend_account", R"({"reason":"Taken over"})"},
    {"transfer_ownership", R"({"user":"usr_00000000000000000000000000"})"},
};

}  // namespace

bool Operation::names(std::string_view parameter) const {
    return path.find(parameter) != path.npos;
}

std::vector<Operation> operations(Client const& client) {
    auto described = client.get("/openapi.json");
    EXPECT_EQ(described.status, 200);
    std::vector<Operation> all;
    auto const* paths = described.value.member("paths");
    for (auto const& [path, methods] : *paths->object())
        for (auto const& [method, operation] : *methods.object())
            all.push_back({text_of(operation, "operationId"), upper(method), path,
                           text_of(operation, "x-act"), operation.member("requestBody") != nullptr,
                           is_stream(operation)});
    EXPECT_GT(all.size(), 100U) << "few are described";
    return all;
}

std::string body_of(Operation const& operation) {
    if (!operation.takes_body) return "";
    auto found = bodies.find(operation.id);
    if (found != bodies.end()) return found->second;
    ADD_FAILURE() << operation.id << " has no body in tests/api/operations.cc";
    return "{}";
}

std::string filled(std::string path, std::map<std::string, std::string> const& values) {
    for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
        auto close = path.find('}', open);
        auto found = values.find(path.substr(open + 1, close - open - 1));
        if (found == values.end()) {
            ADD_FAILURE() << "nothing to put into " << path;
            return path;
        }
        path.replace(open, close + 1 - open, found->second);
    }
    return path;
}

Answer ask(Client& client, Operation const& operation, std::string const& path,
           std::string const& body) {
    if (operation.streams) return begun(client, path);
    return operation.method == "GET" ? client.get(path)
                                     : client.write(operation.method, path, body);
}

std::string said(Answer const& answer) {
    auto body = answer.body;
    auto request = answer.text("request");
    if (auto at = body.find(request); !request.empty() && at != body.npos)
        body.replace(at, request.size(), "");
    return std::to_string(answer.status) + " " + body;
}

std::string unknown_like(std::string const& id) {
    auto other = id;
    for (auto i = other.size() - 6; i < other.size(); ++i) other[i] = other[i] == 'a' ? 'b' : 'a';
    return other;
}

}  // namespace usher::testing
