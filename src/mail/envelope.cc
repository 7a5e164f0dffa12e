#include "mail/envelope.h"

#include "base/json.h"

namespace usher::mail {
namespace {

// A payload that was moved to another job does not open.
std::string purpose(JobId job) { return "mail " + job.text(); }

Error not_ours() {
    return {Code::internal, "mail.sealed", "The letter was sealed with another instance key."};
}

std::string text_of(json::Value const& object, std::string_view name) {
    auto const* member = object.member(name);
    return member && member->text() ? *member->text() : std::string();
}

std::optional<Time> time_of(json::Value const& object, std::string_view name) {
    auto const* member = object.member(name);
    if (!member || !member->integer()) return std::nullopt;
    return Time{*member->integer()};
}

std::string written(Letter const& letter, Time posted) {
    json::Writer out;
    out.begin_object();
    out.member("account", letter.account.text());
    out.member("to", letter.to.address()).member("to_key", letter.to.key());
    out.member("name", letter.recipient_name).member("language", letter.language);
    out.member("zone", letter.zone);
    out.member("text", letter.text).member("product", letter.product);
    out.member("posted", posted.ms);
    if (letter.expires) out.member("expires", letter.expires->ms);
    out.member("link", letter.link.reveal());
    out.name("params").begin_array();
    for (auto const& param : letter.params)
        out.begin_array().value(param.name).value(param.value).end_array();
    out.end_array().end_object();
    return out.take();
}

std::vector<Param> params_of(json::Value const& document) {
    std::vector<Param> params;
    auto const* list = document.member("params");
    if (!list || !list->array()) return params;
    for (auto const& item : *list->array())
        if (auto const* pair = item.array();
            pair && pair->size() == 2 && (*pair)[0].text() && (*pair)[1].text())
            params.push_back({*(*pair)[0].text(), *(*pair)[1].text()});
    return params;
}

}  // namespace

std::string sealed(Letter const& letter, Time posted, JobId job, SealingKey const& key,
                   Random& random) {
    Secret plain(written(letter, posted));
    return key.seal(purpose(job), plain.reveal(), random);
}

Result<Posted> opened(std::string_view payload, JobId job, SealingKey const& key) {
    auto plain = key.open(purpose(job), payload);
    if (!plain) return fail(not_ours());
    Secret text(std::move(*plain));
    auto document = json::parse(text.reveal());
    if (!document) return fail(not_ours());
    auto account = AccountId::parse(text_of(*document, "account"));
    auto posted = time_of(*document, "posted");
    if (!account || !posted) return fail(not_ours());
    Letter letter{.to = Email::stored(text_of(*document, "to"), text_of(*document, "to_key"))};
    letter.account = *account;
    letter.recipient_name = text_of(*document, "name");
    letter.language = text_of(*document, "language");
    letter.zone = text_of(*document, "zone");  // none in what an earlier release has sealed
    letter.text = text_of(*document, "text");
    letter.product = text_of(*document, "product");
    letter.params = params_of(*document);
    letter.expires = time_of(*document, "expires");
    letter.link = Secret(text_of(*document, "link"));
    return Posted{std::move(letter), *posted};
}

}  // namespace usher::mail
