#include "mail/page.h"

#include "mail/words.h"

namespace usher::mail {
namespace {

// The colours are those of the UI (tokens.css), light here, dark in the style sheet.
constexpr std::string_view style = R"(<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .canvas { background: #0f1415 !important; }
  .card { background: #161c1d !important; border-color: #2a3436 !important; }
  .text { color: #e8eded !important; }
  .soft { color: #aab6b7 !important; }
  .note { background: #1e2627 !important; color: #e8eded !important; }
  .line { border-color: #2a3436 !important; }
  .button { background: #5cc4d2 !important; }
  .button a { color: #06282d !important; border-color: #5cc4d2 !important; }
  .link { color: #5cc4d2 !important; }
}
@media (max-width: 480px) { .card { padding: 24px 20px !important; } }
</style>)";

constexpr std::string_view font =
    "font-family: Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, "
    "sans-serif;";

constexpr std::string_view table =
    R"(<table role="presentation" cellpadding="0" cellspacing="0" border="0")";

// One row of the card. `content` is HTML.
std::string row(std::string_view css_class, std::string_view css, std::string_view content) {
    if (content.empty()) return {};
    std::string out = "<tr><td dir=\"auto\" class=\"";
    // A long address is broken rather than wider than a phone.
    out.append(css_class).append("\" style=\"word-break: break-word; ").append(font).append(" ");
    out.append(css).append("\">");
    return out.append(content).append("</td></tr>\n");
}

std::string paragraph(std::string_view css_class, std::string_view css, std::string const& text) {
    return row(css_class, css, escaped_html(text));
}

// What the mail is about: for who does not see it, the heading that they go to.
std::string heading(std::string const& text) {
    return row("text", "padding: 0 0 16px; color: #151e1f;",
               "<h1 style=\"margin: 0; font-size: 22px; line-height: 30px; font-weight: 600;\">" +
                   escaped_html(text) + "</h1>");
}

std::string button(Page const& page) {
    std::string out = "<tr><td style=\"padding: 8px 0 20px;\">";
    out.append(table).append("><tr><td class=\"button\" bgcolor=\"#0b6370\" ");
    out += "style=\"border-radius: 6px; background: #0b6370;\"><a href=\"" +
           escaped_html(page.link) + "\" target=\"_blank\" style=\"display: inline-block; ";
    out.append(font).append(" font-size: 16px; line-height: 20px; font-weight: 600; ");
    out +=
        "color: #ffffff; text-decoration: none; padding: 12px 20px; border: 1px solid #0b6370; "
        "border-radius: 6px;\">";
    return out + escaped_html(page.button) + "</a></td></tr></table></td></tr>\n";
}

std::string link(Page const& page) {
    auto address = escaped_html(page.link);
    return escaped_html(page.instead) + "<br><a class=\"link\" href=\"" + address +
           "\" dir=\"ltr\" style=\"color: #0b6370; word-break: break-all;\">" + address + "</a>";
}

std::string note(Page const& page) {
    if (page.note.empty()) return {};
    return paragraph("soft",
                     "padding: 0 0 6px; font-size: 13px; line-height: 20px; color: #465455;",
                     page.note_by) +
           paragraph("note",
                     "padding: 12px 14px; font-size: 15px; line-height: 22px; color: #151e1f; "
                     "background: #eef1f1; border-radius: 6px;",
                     page.note) +
           "<tr><td style=\"height: 16px; line-height: 16px;\">&nbsp;</td></tr>\n";
}

std::string card(Page const& page) {
    constexpr std::string_view body =
        "padding: 0 0 16px; font-size: 16px; line-height: 24px; color: #151e1f;";
    constexpr std::string_view small = "font-size: 13px; line-height: 20px; color: #465455;";
    auto small_with = [&](std::string_view padding) {
        return std::string(padding).append(" ").append(small);
    };
    return paragraph("soft",
                     "padding: 0 0 20px; font-size: 14px; line-height: 20px; "
                     "font-weight: 600; color: #465455;",
                     page.product) +
           heading(page.title) + paragraph("text", body, page.hello) +
           paragraph("text", body, page.lead) + note(page) + button(page) +
           paragraph("soft", small_with("padding: 0 0 12px;"), page.until) +
           row("soft", small_with("padding: 0 0 20px;"), link(page)) +
           paragraph("soft line", small_with("padding: 16px 0 0; border-top: 1px solid #dde2e2;"),
                     page.foot);
}

void add(std::string& out, std::string_view text) {
    if (!text.empty()) out.append(text).append("\n\n");
}

}  // namespace

std::string plain_text(Page const& page) {
    std::string out;
    add(out, page.product);
    add(out, page.title);
    add(out, page.hello);
    add(out, page.lead);
    if (!page.note.empty()) add(out, page.note_by + "\n> " + page.note);
    add(out, page.button + ":\n" + page.link);
    add(out, page.until);
    out += "-- \n" + page.foot + "\n";
    return out;
}

std::string html(Page const& page) {
    std::string out = "<!doctype html>\n<html lang=\"" + escaped_html(page.language) + "\">\n";
    out += R"(<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
)";
    out += "<title>" + escaped_html(page.subject) + "</title>\n";
    out.append(style).append("\n</head>\n");
    out += "<body class=\"canvas\" style=\"margin: 0; padding: 0; background: #f5f6f6;\">\n";
    out.append(table).append(" width=\"100%\" class=\"canvas\" bgcolor=\"#f5f6f6\" ");
    out +=
        "style=\"background: #f5f6f6;\"><tr><td align=\"center\" style=\"padding: 32px 12px;\">\n";
    out.append(table).append(" width=\"100%\" style=\"max-width: 560px;\"><tr>");
    out +=
        "<td class=\"card\" bgcolor=\"#ffffff\" style=\"padding: 32px; text-align: start; "
        "background: #ffffff; border: 1px solid #dde2e2; border-radius: 10px;\">\n";
    out.append(table).append(" width=\"100%\">\n").append(card(page));
    return out + "</table>\n</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n";
}

}  // namespace usher::mail
