#include "signin/own_view.h"

#include <algorithm>
#include <array>

#include "access/actor.h"
#include "http/write_plain.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

// The columns that can be left out; the name always stands there.
constexpr std::array<std::string_view, 4> columns = {"status", "roles", "home", "last_active"};

Limits column_limits(std::string_view about) {
    return {.max = columns.size(), .choices = {columns.begin(), columns.end()}, .about = about};
}
Limits row_limits() {
    return {.choices = {"roomy", "close"}, .about = "How close the rows of that list stand."};
}
constexpr std::string_view columns_about = "What you left out of the list of users.";
constexpr std::string_view shortcuts_about = "Whether single keys do something.";

// In the order of the list, each once, with commas between them.
std::string joined(std::vector<std::string> const& wanted) {
    std::string text;
    for (auto column : columns) {
        if (std::ranges::find(wanted, column) == wanted.end()) continue;
        if (!text.empty()) text += ',';
        text += column;
    }
    return text;
}

std::vector<std::string> apart(std::string_view text) {
    std::vector<std::string> kept;
    while (!text.empty()) {
        auto end = std::min(text.find(','), text.size());
        kept.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return kept;
}

Result<http::Response> patch(http::Request& rq, access::Authority const& authority) {
    auto change = TRY(rq.body<OwnViewChange>());
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<http::Response> {
        auto person = TRY(authority.person(tx, rq.credential()));
        TRY(keep(tx, person.identity, change));
        return http::no_content();
    });
}

}  // namespace

void fields(FieldVisitor& v, OwnView& view) {
    v.field("hidden_columns", view.hidden_columns, column_limits(columns_about));
    v.field("rows", view.rows, row_limits());
    v.field("shortcuts", view.shortcuts, {.about = shortcuts_about});
}

void fields(FieldVisitor& v, OwnViewChange& change) {
    v.field("hidden_columns", change.hidden_columns, column_limits(columns_about));
    v.field("rows", change.rows, row_limits());
    v.field("shortcuts", change.shortcuts, {.about = shortcuts_about});
}

Result<OwnView> own_view(store::Snapshot& snapshot, IdentityId id) {
    auto row =
        TRY(snapshot.one("select hidden_columns, close_rows, shortcuts from identities "
                         "where identity_id = $1",
                         id));
    OwnView view;
    if (!row) return view;
    if (!row->null(0)) view.hidden_columns = apart(row->text(0));
    if (!row->null(1) && row->boolean(1)) view.rows = "close";
    if (!row->null(2)) view.shortcuts = row->boolean(2);
    return view;
}

Result<void> keep(store::Tx& tx, IdentityId id, OwnViewChange const& change) {
    std::optional<std::string> hidden;
    std::optional<bool> close;
    if (change.hidden_columns) hidden = joined(*change.hidden_columns);
    if (change.rows) close = *change.rows == "close";
    TRY(
        tx.exec("update identities set hidden_columns = coalesce($2, hidden_columns), "
                "close_rows = coalesce($3, close_rows), shortcuts = coalesce($4, shortcuts) "
                "where identity_id = $1",
                id, hidden, close, change.shortcuts));
    return {};
}

void add_own_view_route(http::Router& router, access::Authority const& authority) {
    http::Route change{http::Method::patch, "/v1/me/view", "change_own_view",
                       "How you like the pages to be, in every browser. What you leave out stays "
                       "as it is.",
                       "self"};
    change.handler = [&authority](http::Request& rq) { return patch(rq, authority); };
    change.body = http::shape<OwnViewChange>();
    change.status = 204;
    router.add(std::move(change));
}

}  // namespace usher::signin
