#include "mail/smtp.h"

#include <curl/curl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/loopback.h"

namespace usher::mail {
namespace {

struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

// What was said to whom: which command the last reply answers. A server's words are kept only until
// it has seen the message; what it says later may quote the link.
struct Talk {
    enum class Stage : std::uint8_t { greeting, sign_in, sender, recipient, message };
    Stage stage = Stage::greeting;
    bool over = false;  // QUIT was said: what follows decides nothing
    bool under_tls = false;
    int code = 0;       // of the last reply
    std::string words;  // of that reply, without its code; empty once the message was sent
    std::string_view unsent;
    bool permanent() const {
        return code >= 500 && code < 600 && (stage == Stage::recipient || stage == Stage::message);
    }
};

constexpr std::size_t longest_words = 200;

void heard(Talk& talk, std::string_view line) {
    if (talk.over || line.size() < 3) return;
    int code = 0;
    for (char c : line.substr(0, 3)) {
        if (c < '0' || c > '9') return;
        code = code * 10 + (c - '0');
    }
    talk.code = code;
    auto words = line.substr(std::min<std::size_t>(4, line.size()));
    // Of the reply to a message only the enhanced status (RFC 3463): "5.7.1".
    auto length = talk.stage == Talk::Stage::message
                      ? words.find_first_not_of("0123456789.")
                      : std::min(words.find_first_of("\r\n"), longest_words);
    talk.words = words.substr(0, std::min(length, longest_words));
}

void said(Talk& talk, std::string_view command) {
    auto is = [&](std::string_view verb) { return command.starts_with(verb); };
    if (is("AUTH")) talk.stage = Talk::Stage::sign_in;
    if (is("MAIL ")) talk.stage = Talk::Stage::sender;
    if (is("RCPT ")) talk.stage = Talk::Stage::recipient;
    if (is("DATA")) talk.stage = Talk::Stage::message;
    if (is("QUIT")) talk.over = true;
}

int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* talk) {
    if (type == CURLINFO_HEADER_OUT) said(*static_cast<Talk*>(talk), {data, size});
    if (type == CURLINFO_HEADER_IN) heard(*static_cast<Talk*>(talk), {data, size});
    if (type == CURLINFO_SSL_DATA_IN) static_cast<Talk*>(talk)->under_tls = true;
    return 0;
}

std::size_t give(char* into, std::size_t size, std::size_t count, void* talk) {
    auto& unsent = static_cast<Talk*>(talk)->unsent;
    auto bytes = std::min(size * count, unsent.size());
    std::memcpy(into, unsent.data(), bytes);
    unsent.remove_prefix(bytes);
    return bytes;
}

std::size_t swallow(char*, std::size_t size, std::size_t count, void*) { return size * count; }

std::string_view name(Talk::Stage stage) {
    switch (stage) {
        case Talk::Stage::greeting:
            return "at the greeting";
        case Talk::Stage::sign_in:
            return "at the sign-in";
        case Talk::Stage::sender:
            return "to the sender";
        case Talk::Stage::recipient:
            return "to the recipient";
        case Talk::Stage::message:
            return "to the message";
    }
    return "";
}

Carried judged(CURLcode code, Talk const& talk) {
    if (code == CURLE_OK) return {};
    if (talk.code >= 400)
        return {talk.permanent() ? Carried::Is::refused : Carried::Is::later,
                "The mail server said " + std::to_string(talk.code) + " " +
                    std::string(name(talk.stage)) + (talk.words.empty() ? "." : ": " + talk.words)};
    return {Carried::Is::later, std::string("The mail server could not be used ") +
                                    std::string(name(talk.stage)) + ": " +
                                    curl_easy_strerror(code)};
}

bool begin_curl() {
    static bool const begun = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return begun;
}

// smtp://host:25 → smtp://host:25/name: libcurl says the path in EHLO.
std::string with_hello(SmtpOptions const& options) {
    auto url = options.url;
    while (url.ends_with('/')) url.pop_back();
    auto domain = options.from.substr(options.from.rfind('@') + 1);
    return url + "/" + (options.hello.empty() ? domain : options.hello);
}

void set_server(CURL* curl, SmtpOptions const& options) {
    curl_easy_setopt(curl, CURLOPT_URL, with_hello(options).c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // whatever the environment says
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, long{options.connect_s});
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, long{options.deliver_s});
    // A sign-in is never said in the clear; a link only where that is allowed or stays at home.
    bool may_be_clear =
        options.user.empty() && (options.clear_text_allowed || loopback_url(options.url));
    curl_easy_setopt(curl, CURLOPT_USE_SSL, long{may_be_clear ? CURLUSESSL_TRY : CURLUSESSL_ALL});
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
    if (options.user.empty()) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, options.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, std::string(options.password.reveal()).c_str());
}

void set_listening(CURL* curl, Talk& talk) {
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);  // for listen() alone
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &talk);
}

void set_message(CURL* curl, SmtpOptions const& options, curl_slist* to, Talk& talk) {
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + options.from + ">").c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &talk);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
    set_listening(curl, talk);
}

Error bad_url() {
    return {Code::invalid, "mail.smtp_url",
            "The mail server must be smtp://host[:port] or smtps://host[:port]."};
}

Error no_ca_file(std::string const& path) {
    return {Code::unavailable, "mail.ca_file",
            "The certificates in " + path + " cannot be read: " + std::strerror(errno) + "."};
}

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

// Scheme, host and port; a name or password has its own setting, where no list of processes shows
// it.
bool good_url(std::string const& text) {
    std::unique_ptr<CURLU, FreeUrl> url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return false;
    auto has = [&](CURLUPart part) {
        char* value = nullptr;
        bool there = curl_url_get(url.get(), part, &value, 0) == CURLUE_OK && value && *value &&
                     std::strcmp(value, "/") != 0;
        curl_free(value);
        return there;
    };
    return (text.starts_with("smtp://") || text.starts_with("smtps://")) && has(CURLUPART_HOST) &&
           !has(CURLUPART_USER) && !has(CURLUPART_PATH) && !has(CURLUPART_QUERY) &&
           !has(CURLUPART_FRAGMENT);
}

}  // namespace

Result<std::unique_ptr<SmtpServer>> SmtpServer::make(SmtpOptions options) {
    if (!begin_curl() || !good_url(options.url)) return fail(bad_url());
    if (!options.ca_file.empty() && ::access(options.ca_file.c_str(), R_OK) != 0)
        return fail(no_ca_file(options.ca_file));
    return std::unique_ptr<SmtpServer>(new SmtpServer(std::move(options)));
}

// A connection for each message: what another one left behind cannot harm it.
Carried SmtpServer::carry(Message const& message) {
    Handle curl(curl_easy_init());
    List to(curl_slist_append(nullptr, ("<" + message.to + ">").c_str()));
    if (!curl || !to) return {Carried::Is::later, "There is no memory left."};
    Talk talk;
    talk.unsent = message.wire;
    set_server(curl.get(), options_);
    set_message(curl.get(), options_, to.get(), talk);
    return judged(curl_easy_perform(curl.get()), talk);
}

SmtpServer::Tried SmtpServer::try_out() const {
    Handle curl(curl_easy_init());
    if (!curl) return {false, false, "There is no memory left."};
    Talk talk;
    set_server(curl.get(), options_);
    set_listening(curl.get(), talk);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECT_ONLY, 1L);
    auto outcome = judged(curl_easy_perform(curl.get()), talk);
    if (outcome.is != Carried::Is::taken) return {false, false, outcome.why};
    // Not CURLINFO_TLS_SSL_PTR: once it is done, libcurl has let go of the connection.
    return {true, talk.under_tls, {}};
}

}  // namespace usher::mail
