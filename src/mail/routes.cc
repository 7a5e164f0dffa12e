#include "mail/routes.h"

#include "base/loopback.h"
#include "mail/mailbox.h"
#include "mail/words.h"

namespace usher::mail {
namespace {

constexpr std::int64_t listed = 100;
constexpr std::int64_t most_listed = 500;

struct MailRow {
    static constexpr std::string_view schema = "Mail";
    MailId id;
    Time at;
    std::string to, subject, text, html;
};
constexpr std::int64_t longest = 1024 * 1024;  // what is shown here was written by us
void fields(FieldVisitor& v, MailRow& dto) {
    v.field("id", dto.id);
    v.field("at", dto.at);
    v.field("to", dto.to, {.max = longest});
    v.field("subject", dto.subject, {.max = longest});
    v.field("text", dto.text, {.max = longest, .one_line = false});
    v.field("html", dto.html, {.max = longest, .one_line = false});
}
struct MailList {
    std::vector<MailRow> items;
};
void fields(FieldVisitor& v, MailList& dto) { v.field("items", dto.items); }

MailRow row_of(Mail const& mail) {
    return {mail.id, mail.at, mail.to, mail.subject, mail.text, mail.html};
}

// See routes.h: everybody else is told that there is nothing.
Result<void> only_at_home(http::Request const& rq, std::string const& public_url) {
    bool forwarded = std::ranges::any_of(rq.raw().headers, [](auto const& header) {
        return header.first == "forwarded" || header.first.starts_with("x-forwarded-");
    });
    bool here = rq.raw().instance || loopback_host(rq.address());
    auto host = rq.header("host");
    bool by_our_name = !host || loopback_host(*host);
    if (loopback_url(public_url) && here && by_our_name && !forwarded) return {};
    return fail(not_found());
}

bool wants_json(http::Request const& rq) {
    auto accept = rq.header("accept").value_or("");
    return accept.find("application/json") != accept.npos;
}

// The style of the letters shown stands in them, so it must be let in; scripts never.
http::Response page(std::string title, std::string_view body) {
    http::Response response;
    response.content_type = "text/html; charset=utf-8";
    auto& out = response.body;
    out =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\"><title>" +
        escaped_html(title) +
        "</title><style>:root{color-scheme:light dark}"
        "body{font:14px/20px system-ui,sans-serif;max-width:960px;margin:24px auto;padding:0 16px}"
        "table{border-collapse:collapse;width:100%}"
        "th,td{text-align:start;padding:8px;border-bottom:1px solid #7f8a8b}"
        "iframe{width:100%;height:640px;border:1px solid #7f8a8b;border-radius:6px}"
        "pre{white-space:pre-wrap;overflow-wrap:anywhere}</style></head><body>";
    out.append(body).append("</body></html>");
    return std::move(response)
        .with("Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; "
              "base-uri 'none'; form-action 'none'; "
              "frame-ancestors 'none'")
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
}

http::Response list_page(std::vector<Mail> const& mails) {
    std::string body =
        "<h1>Built-in mailbox</h1><p>No mail server is set: mail lands here. "
        "Newest first.</p>";
    if (mails.empty()) return page("Mailbox", body + "<p>Nothing was sent yet.</p>");
    body += "<table><thead><tr><th>At</th><th>To</th><th>Subject</th></tr></thead><tbody>";
    for (auto const& mail : mails)
        body += "<tr><td>" + to_text(mail.at) + "</td><td>" + escaped_html(mail.to) +
                "</td><td><a href=\"/dev/mail/" + mail.id.text() + "\">" +
                escaped_html(mail.subject) + "</a></td></tr>";
    return page("Mailbox", body + "</tbody></table>");
}

http::Response mail_page(Mail const& mail) {
    return page(mail.subject,
                "<p><a href=\"/dev/mail\">All mail</a></p><h1>" + escaped_html(mail.subject) +
                    "</h1><p>To " + escaped_html(mail.to) + ", " + to_text(mail.at) +
                    "</p><iframe title=\"The mail\" sandbox=\"allow-popups "
                    "allow-popups-to-escape-sandbox\" srcdoc=\"" +
                    escaped_html(mail.html) + "\"></iframe><h2>As plain text</h2><pre>" +
                    escaped_html(mail.text) + "</pre>");
}

Result<http::Response> get_list(http::Request& rq, std::string const& public_url) {
    TRY(only_at_home(rq, public_url));
    auto limit = TRY(rq.query_integer("limit", listed, 1, most_listed));
    auto to = rq.query("to").value_or("");
    return rq.read([&](store::Snapshot& snapshot) -> Result<http::Response> {
        auto mails = TRY(newest(snapshot, to, limit));
        if (!wants_json(rq)) return list_page(mails);
        MailList list;
        for (auto const& mail : mails) list.items.push_back(row_of(mail));
        return http::ok(list);
    });
}

Result<http::Response> get_mail(http::Request& rq, std::string const& public_url) {
    TRY(only_at_home(rq, public_url));
    auto id = TRY(rq.id_param<MailId>("mail"));
    return rq.read([&](store::Snapshot& snapshot) -> Result<http::Response> {
        auto mail = TRY(find(snapshot, id));
        return wants_json(rq) ? http::ok(row_of(mail)) : mail_page(mail);
    });
}

}  // namespace

void add_routes(http::Router& router, MailboxNeeds const& needs) {
    router.add(
        {.path = "/dev/mail",
         .name = "list_mail",
         .about = "The built-in mailbox.",
         .act = "public",
         .handler = [url = needs.public_url](http::Request& rq) { return get_list(rq, url); },
         .query = {{"to", "Only mail to this address."}, {"limit", "At most so many."}},
         .described = false});
    router.add(
        {.path = "/dev/mail/{mail}",
         .name = "view_mail",
         .about = "One mail of the built-in mailbox.",
         .act = "public",
         .handler = [url = needs.public_url](http::Request& rq) { return get_mail(rq, url); },
         .described = false});
}

}  // namespace usher::mail
