#include "mail/compose.h"

#include <chrono>
#include <cstdio>

#include "mail/mime.h"
#include "mail/page.h"
#include "mail/words.h"
#include "mail/zone.h"

namespace usher::mail {
namespace {

constexpr std::string_view note = "note";
constexpr std::string_view email = "email";
// Who speaks: a person of the account (where the letter does not say), or nobody of it: "opening"
// for its first user, "account", "provider".
constexpr std::string_view by = "by";

Param const* find(std::vector<Param> const& params, std::string_view name) {
    auto found = std::ranges::find(params, name, &Param::name);
    return found == params.end() ? nullptr : &*found;
}

std::string two_digits(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// "(America/New York)", as its reader chose it.
std::string named(std::string zone) {
    std::ranges::replace(zone, '_', ' ');
    return "(" + zone + ")";
}

// By the clock of the reader's zone, which is named.
Result<std::string> date(Catalogue const& catalogue, Letter const& letter, Time at) {
    auto const& language = letter.language;
    auto offset = offset_in(letter.zone, at);
    std::chrono::sys_seconds moment{std::chrono::seconds(at.ms / 1000 + offset.value_or(0))};
    auto day = std::chrono::floor<std::chrono::days>(moment);
    std::chrono::year_month_day date(day);
    std::chrono::hh_mm_ss time(moment - day);
    auto month_key = "mail.month." + std::to_string(unsigned(date.month()));
    auto month = TRY(catalogue.text(language, month_key, {}));
    std::vector<Param> params = {
        {"day", std::to_string(unsigned(date.day()))},
        {"month", month},
        {"year", std::to_string(int(date.year()))},
        {"time", two_digits(time.hours().count()) + ":" + two_digits(time.minutes().count())},
        {"zone", offset ? named(letter.zone) : "UTC"}};
    return catalogue.text(language, "mail.date", params);
}

// A label of the product's in the reader's words, where the letter says which it is ("role_path"
// beside "role") and their language has it.
std::string worded(Catalogue const& catalogue, Letter const& letter, Param const& param) {
    auto const* path = find(letter.params, param.name + "_path");
    if (!path) return param.value;
    return catalogue.text(letter.language, path->value, {}).value_or(param.value);
}

// What the texts are filled with: every word that somebody chose made harmless, the product's name
// and an address of ours as they are.
Result<std::vector<Param>> fit(Catalogue const& catalogue, Letter const& letter) {
    std::vector<Param> params;
    for (auto const& param : letter.params) {
        bool ours = param.name == email || param.value == letter.product;
        auto longest = param.name == note ? note_length : name_length;
        auto value = worded(catalogue, letter, param);
        params.push_back({param.name, ours ? std::move(value) : shown(value, longest)});
    }
    if (!find(letter.params, by)) params.push_back({std::string(by), "person"});
    params.push_back({"product", letter.product});
    if (letter.expires) {
        auto expires = TRY(date(catalogue, letter, *letter.expires));
        params.push_back({"expires", expires});
    }
    return params;
}

class Words {
 public:
    Words(Catalogue const& catalogue, Letter const& letter, std::vector<Param> const& params)
        : catalogue_(catalogue), letter_(letter), params_(params) {}

    Result<std::string> needed(std::string_view name) const {
        return catalogue_.text(letter_.language, key(name), params_);
    }
    // Empty where the letter has no such text.
    Result<std::string> maybe(std::string_view name) const {
        return catalogue_.has(key(name)) ? needed(name) : Result<std::string>(std::string());
    }

 private:
    std::string key(std::string_view name) const { return letter_.text + "." + std::string(name); }
    Catalogue const& catalogue_;
    Letter const& letter_;
    std::vector<Param> const& params_;
};

Result<Page> page_of(Catalogue const& catalogue, Letter const& letter) {
    auto params = TRY(fit(catalogue, letter));
    Words words(catalogue, letter, params);
    Page page;
    page.language = catalogue.best(letter.language);
    page.product = letter.product;
    page.subject = TRY(words.needed("subject"));
    page.title = TRY(words.needed("title"));
    page.lead = TRY(words.needed("lead"));
    page.button = TRY(words.needed("button"));
    page.until = TRY(words.maybe("until"));
    page.foot = TRY(words.needed("foot"));
    page.instead = TRY(catalogue.text(letter.language, "mail.instead", {}));
    page.link = letter.link.reveal();
    if (auto const* given = find(params, note); given && !given->value.empty()) {
        page.note_by = TRY(words.maybe("note"));
        page.note = given->value;
    }
    std::vector<Param> name = {{"name", shown(letter.recipient_name, name_length)}};
    if (!name[0].value.empty())
        page.hello = TRY(catalogue.text(letter.language, "mail.hello", name));
    return page;
}

std::string message_id(JobId id, std::string const& sender) {
    return "Message-ID: <" + id.text() + sender.substr(sender.rfind('@')) + ">\r\n";
}

std::string wire_of(Message const& message, Page const& page, Letter const& letter,
                    Sender const& sender) {
    auto from = sender.address.deliverable();
    std::string out = date_header(message.at);
    out += address_header("From", sender.name.empty() ? letter.product : sender.name, from);
    out += address_header("To", shown(letter.recipient_name, name_length), message.to);
    out += text_header("Subject", message.subject);
    out += message_id(message.id, from);
    out += "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n";
    out += text_header("Content-Language", page.language);
    return out + "MIME-Version: 1.0\r\n" +
           alternatives(message.text, message.html, message.id.text());
}

}  // namespace

Result<void> check_letter(Catalogue const& catalogue, Letter const& letter) {
    auto given = [&](std::string const& name) {
        return name == "product" || name == by || (name == "expires" && letter.expires) ||
               find(letter.params, name);
    };
    for (auto part : {".subject", ".title", ".lead", ".button", ".until", ".foot"}) {
        auto key = letter.text + part;
        if (!catalogue.has(key) && part != std::string_view(".until"))
            return fail(Error{Code::internal, "mail.no_text",
                              "There is no text " + key + " in the catalogue."}
                            .with("text", key));
        for (auto const& name : catalogue.params_of(key))
            if (!given(name))
                return fail(Error{Code::internal, "mail.no_param",
                                  "The text " + key + " needs " + name + "."}
                                .with("text", key)
                                .with("param", name));
    }
    return {};
}

Result<Message> compose(Catalogue const& catalogue, Letter const& letter, Sender const& sender,
                        JobId id, Time posted) {
    auto page = TRY(page_of(catalogue, letter));
    Message message;
    message.id = id;
    message.at = posted;
    message.to = letter.to.deliverable();
    if (!fits_angle_brackets(message.to) || !fits_angle_brackets(sender.address.address()))
        return fail(Error{Code::internal, "mail.address",
                          "The recipient's address cannot stand in a mail."});
    message.subject = page.subject;
    message.text = plain_text(page);
    message.html = html(page);
    message.wire = wire_of(message, page, letter, sender);
    return message;
}

}  // namespace usher::mail
