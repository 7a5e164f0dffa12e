#include "signin/preferences.h"

#include <algorithm>

#include "access/actor.h"
#include "base/language.h"
#include "http/write_plain.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

constexpr std::size_t longest_zone = 64;

struct PreferencesBody {
    static constexpr std::string_view schema = "Preferences";
    Preferences wanted;
};
void fields(FieldVisitor& v, PreferencesBody& body) {
    v.field("language", body.wanted.language,
            {.choices = {languages().begin(), languages().end()},
             .about = "Of the pages and of the mails to you. Left out: as your browser asks, and "
                      "as the account has it."});
    v.field("zone", body.wanted.zone,
            {.min = 1,
             .max = longest_zone,
             .about = "In which times are shown, such as Europe/Lisbon. Left out: the browser's."});
}

// The form of a name of the time zone database; whether there is such a zone, the browser knows.
bool zone_name(std::string_view zone) {
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    auto fits = [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '/' || c == '+' || c == '-';
    };
    return !zone.empty() && letter(zone.front()) && std::ranges::all_of(zone, fits) &&
           zone.find("//") == std::string_view::npos && zone.back() != '/';
}

Result<http::Response> put(http::Request& rq, access::Authority const& authority) {
    auto body = TRY(rq.body<PreferencesBody>());
    if (body.wanted.zone && !zone_name(*body.wanted.zone))
        return fail(Error{Code::invalid, "preferences.zone",
                          "zone must be a name of the time zone database, such as Europe/Lisbon."}
                        .at("zone"));
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<http::Response> {
        auto person = TRY(authority.person(tx, rq.credential()));
        TRY(keep(tx, person.identity, body.wanted));
        return http::no_content();
    });
}

}  // namespace

Result<Preferences> preferences_of(store::Snapshot& snapshot, IdentityId id) {
    auto row =
        TRY(snapshot.one("select language, zone from identities where identity_id = $1", id));
    Preferences preferences;
    if (row) preferences = {row->maybe_text(0), row->maybe_text(1)};
    return preferences;
}

Result<void> keep(store::Tx& tx, IdentityId id, Preferences const& wanted) {
    TRY(tx.exec("update identities set language = $2, zone = $3 where identity_id = $1", id,
                wanted.language, wanted.zone));
    return {};
}

void add_preference_routes(http::Router& router, access::Authority const& authority) {
    http::Route put_all{http::Method::put, "/v1/me/preferences", "set_preferences",
                        "How you want the pages and the mails to you.", "self"};
    put_all.handler = [&authority](http::Request& rq) { return put(rq, authority); };
    put_all.body = http::shape<PreferencesBody>();
    put_all.status = 204;
    put_all.errors = {"preferences.zone"};
    router.add(std::move(put_all));
}

}  // namespace usher::signin
