#include "support/http_client.h"

#include <curl/curl.h>

#include <cstdio>
#include <cstdlib>

namespace usher::testing {
namespace {

constexpr long longest_s = 60;

std::size_t append(char* data, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(data, size * count);
    return size * count;
}

// One handle a thread, for its open connections.
CURL* handle() {
    static bool const ready = ::curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    struct Owner {
        CURL* curl = ::curl_easy_init();
        ~Owner() { ::curl_easy_cleanup(curl); }
    };
    thread_local Owner owner;
    if (!ready || !owner.curl) std::abort();
    ::curl_easy_reset(owner.curl);
    return owner.curl;
}

struct List {
    curl_slist* first = nullptr;
    void add(std::string const& line) { first = ::curl_slist_append(first, line.c_str()); }
    ~List() { ::curl_slist_free_all(first); }
};

std::string lower(std::string text) {
    for (auto& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

// "__Host-usher=TOKEN; Path=/; …"
std::string token_in(std::string const& set_cookie) {
    auto from = set_cookie.find('=');
    if (!set_cookie.starts_with("__Host-usher=")) return "";
    return set_cookie.substr(from + 1, set_cookie.find(';') - from - 1);
}

}  // namespace

std::string Answer::header(std::string_view lower_case_name) const {
    for (std::size_t at = 0; at < head.size();) {
        auto end = std::min(head.find("\r\n", at), head.size());
        auto line = head.substr(at, end - at);
        at = end + 2;
        auto colon = line.find(": ");
        if (colon != line.npos && lower(line.substr(0, colon)) == lower_case_name)
            return line.substr(colon + 2);
    }
    return "";
}

json::Value const* Answer::at(std::string_view path) const {
    auto const* found = &value;
    while (found && !path.empty()) {
        auto dot = std::min(path.find('.'), path.size());
        auto name = path.substr(0, dot);
        path.remove_prefix(std::min(path.size(), dot + 1));
        auto const* list = found->array();
        if (!list) {
            found = found->member(name);
            continue;
        }
        auto index = std::strtoul(std::string(name).c_str(), nullptr, 10);
        found = index < list->size() ? &(*list)[index] : nullptr;
    }
    return found;
}

std::string Answer::text(std::string_view path) const {
    auto const* found = at(path);
    if (!found || found->null()) return "";
    return found->text() ? *found->text() : json::text(*found);
}

std::size_t Answer::count(std::string_view path) const {
    auto const* found = at(path);
    return found && found->array() ? found->array()->size() : 0;
}

Answer Client::send(std::string_view method, std::string_view path, std::string_view body,
                    Headers headers) const {
    auto* curl = handle();
    Answer answer;
    List list;
    for (auto const& line : headers) list.add(line);
    list.add("Expect:");
    auto url = url_ + std::string(path), verb = std::string(method);
    ::curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    ::curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, verb.c_str());
    ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.first);
    ::curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(curl, CURLOPT_TIMEOUT, longest_s);
    ::curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    ::curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    ::curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, append);
    ::curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer.head);
    if (verb == "HEAD") ::curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    if (!body.empty()) {
        ::curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        ::curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body.data());
    }
    long status = 0;
    if (::curl_easy_perform(curl) == CURLE_OK)
        ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    if (auto parsed = json::parse(answer.body)) answer.value = *std::move(parsed);
    return answer;
}

Answer Client::get(std::string_view path, Headers headers) const {
    if (!session_.empty()) headers.push_back("Cookie: __Host-usher=" + session_);
    return send("GET", path, "", std::move(headers));
}

Answer Client::write(std::string_view method, std::string_view path, std::string_view body,
                     Headers headers) {
    headers.push_back("Origin: " + url_);
    if (!body.empty()) headers.push_back("Content-Type: application/json");
    if (!session_.empty()) headers.push_back("Cookie: __Host-usher=" + session_);
    auto answer = send(method, path, body, std::move(headers));
    auto set = answer.header("set-cookie");
    if (set.starts_with("__Host-usher=")) session_ = token_in(set);
    return answer;
}

Answer Client::post(std::string_view path, json::Value const& body, Headers headers) {
    return write("POST", path, body.null() ? "" : json::text(body), std::move(headers));
}
Answer Client::put(std::string_view path, json::Value const& body, Headers headers) {
    return write("PUT", path, body.null() ? "" : json::text(body), std::move(headers));
}
Answer Client::patch(std::string_view path, json::Value const& body, Headers headers) {
    return write("PATCH", path, json::text(body), std::move(headers));
}
Answer Client::del(std::string_view path, Headers headers) {
    return write("DELETE", path, "", std::move(headers));
}

}  // namespace usher::testing
