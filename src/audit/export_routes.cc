#include "audit/asked.h"
#include "audit/record.h"
#include "audit/routes.h"
#include "audit/view.h"
#include "base/csv.h"
#include "http/write_plain.h"

namespace usher::audit {
namespace {

using http::Request;
using http::Response;

// One answer holds so many events; a longer export comes in pieces, each with the reader's rights
// of that moment, so that nothing is held open and memory is bounded.
constexpr std::int64_t piece = 2000;
constexpr std::string_view next_header = "Usher-Next";

enum class Format { csv, ndjson };

Result<Format> format_of(Request const& rq) {
    auto text = rq.query("format").value_or("ndjson");
    if (text == "csv") return Format::csv;
    if (text == "ndjson") return Format::ndjson;
    return fail(invalid_field("format", "field.choice", "format is csv or ndjson."));
}

void append(std::string& out, EventView const& event, Format format) {
    if (format == Format::ndjson) {
        out += to_json(event) + "\n";
        return;
    }
    auto at = to_text(event.at), id = event.id.text(), details = json::text(event.details);
    auto place = event.place ? event.place->name : std::string();
    auto moved_to = event.moved_to ? event.moved_to->name : std::string();
    out += csv_record({at, event.act, event.by.id, event.by.name ? *event.by.name : "",
                       event.by.email ? *event.by.email : "", event.target.id,
                       event.target.name ? *event.target.name : "",
                       event.target.email ? *event.target.email : "", place, moved_to,
                       event.address ? *event.address : "", details, event.request, id});
}

void append_head(std::string& out) {
    out += csv_record({"at", "act", "by", "by_name", "by_email", "target", "target_name",
                       "target_email", "place", "moved_to", "address", "details", "request", "id"});
}

// That somebody took the log with them is itself an event: with the first piece.
Result<void> record_export(Request& rq, Needs const& needs, std::string_view format) {
    auto done = http::write_plain(rq, [&](store::Tx& tx) -> Result<EventId> {
        auto actor = TRY(needs.authority.actor(tx, rq.credential(), rq.param("account")));
        auto may = TRY(access::permit<Act::audit_export>(tx, actor, access::account_place));
        TRY(tx.lock(may.account));
        Event event{may.account, "audit.export", may.by.text(), "account:" + may.account.text()};
        event.request_id = rq.id().text();
        json::Object details;
        details.emplace_back("format", std::string(format));
        for (auto name : filters)
            if (auto value = rq.query(name))
                details.emplace_back(std::string(name), std::string(*value));
        event.details = std::move(details);
        return record(tx, event);
    });
    if (!done) return fail(done.error());
    return {};
}

Result<Response> exported(Request& rq, Needs const& needs, Format format) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(needs.authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::permit<Act::audit_export>(snapshot, actor, access::account_place));
        auto may = TRY(access::permit<Act::audit_view>(snapshot, actor));
        auto reading = exporting(needs.key, rq, actor);
        auto wanted = TRY(asked(rq, actor, may, reading));
        wanted.filter.limit = piece;
        auto found = TRY(events(snapshot, may, wanted.within, wanted.filter));
        Reader reader(snapshot, actor);
        Response response;
        if (format == Format::csv && !rq.query("after")) append_head(response.body);
        for (auto const& link : found.events) {
            auto event = TRY(reader.shown(link));
            if (wanted.text.empty() || holds(event, wanted.text))
                append(response.body, event, format);
        }
        bool csv = format == Format::csv;
        response.content_type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        response.headers.emplace_back("Content-Disposition",
                                      std::string("attachment; filename=\"audit-") +
                                          actor.account.slug + (csv ? ".csv\"" : ".ndjson\""));
        if (found.more())
            response.headers.emplace_back(
                next_header, cursor(reading, rq.store().random(), actor.account.id, found.reached));
        return response;
    });
}

Result<Response> export_events(Request& rq, Needs const& needs) {
    auto format = TRY(format_of(rq));
    // Whatever is wrong with the question is told before anything is recorded.
    auto answer = TRY(exported(rq, needs, format));
    if (!rq.query("after")) TRY(record_export(rq, needs, format == Format::csv ? "csv" : "ndjson"));
    return answer;
}

}  // namespace

void add_export_routes(http::Router& router, Needs const& needs) {
    http::Route row{http::Method::get, "/v1/accounts/{account}/audit/export", "export_audit",
                    "Events as a table or as JSON lines, in pieces: go on with ?after= and what "
                    "the header Usher-Next says, until there is none.",
                    "audit.export"};
    row.handler = [needs](Request& rq) { return export_events(rq, needs); };
    row.query = filter_params();
    row.query.push_back({"format", "ndjson (if left out) or csv."});
    router.add(std::move(row));
}

}  // namespace usher::audit
