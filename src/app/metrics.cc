#include "app/metrics.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "access/cache_figures.h"
#include "app/wire.h"
#include "backup/note.h"
#include "http/server.h"
#include "jobs/figures.h"
#include "signin/breached.h"
#include "store/cache_figures.h"
#include "store/copy.h"

namespace usher::app {
namespace {

// One family after another: its help, its type, its samples.
class Page {
 public:
    Page& family(std::string_view name, std::string_view type, std::string_view help) {
        name_ = name;
        text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
        text_.append("# TYPE ").append(name).append(" ").append(type).append("\n");
        return *this;
    }
    // Labels as they stand between the braces. All values of theirs are words of ours.
    Page& sample(double value, std::string_view labels = "", std::string_view suffix = "") {
        text_.append(name_).append(suffix);
        if (!labels.empty()) text_.append("{").append(labels).append("}");
        char number[64];
        std::snprintf(number, sizeof number, " %.15g\n", value);
        text_.append(number);
        return *this;
    }
    Page& gauge(std::string_view name, std::string_view help, double value) {
        return family(name, "gauge", help).sample(value);
    }
    Page& counter(std::string_view name, std::string_view help, double value) {
        return family(name, "counter", help).sample(value);
    }
    std::string take() { return std::move(text_); }

 private:
    std::string text_, name_;
};

std::string label(std::string_view name, std::string_view value) {
    return std::string(name).append("=\"").append(value).append("\"");
}

std::string seconds_of(std::int64_t us) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", static_cast<double>(us) / 1e6);
    return text;
}

void add_requests(Page& page, std::vector<http::Measures::Route> const& routes) {
    page.family("usher_http_requests_total", "counter",
                "Answers by route and class of status; what matched no route has none.");
    for (auto const& route : routes)
        for (std::size_t i = 1; i < route.by_class.size(); ++i)
            page.sample(
                static_cast<double>(route.by_class[i]),
                label("route", route.name) + "," + label("status", std::to_string(i + 1) + "xx"));
    page.family("usher_http_request_seconds", "histogram",
                "From a whole head to the answer, by route.");
    for (auto const& route : routes) {
        auto name = label("route", route.name);
        for (std::size_t i = 0; i < route.within.size(); ++i)
            page.sample(static_cast<double>(route.within[i]),
                        name + "," + label("le", seconds_of(http::Measures::bounds_us[i])),
                        "_bucket");
        page.sample(static_cast<double>(route.count), name + ",le=\"+Inf\"", "_bucket");
        page.sample(static_cast<double>(route.sum_us) / 1e6, name, "_sum");
        page.sample(static_cast<double>(route.count), name, "_count");
    }
}

void add_server(Page& page, http::Server::Figures const& now) {
    page.gauge("usher_http_connections", "Connections that are open.",
               static_cast<double>(now.connections));
    page.gauge("usher_http_streams", "Connections that are told of events as they happen.",
               static_cast<double>(now.streams));
    page.gauge("usher_http_queue", "Requests that wait for a worker.",
               static_cast<double>(now.queued_requests));
    page.gauge("usher_http_body_bytes", "Memory of bodies that are being read.",
               static_cast<double>(now.body_bytes));
    if (now.certificate_ends_at_ms)
        page.gauge("usher_tls_certificate_end_seconds", "When the certificate expires, since 1970.",
                   static_cast<double>(*now.certificate_ends_at_ms) / 1000);
}

void add_store(Page& page, store::Store::Figures const& now) {
    page.gauge("usher_store_queue", "Writes that wait for the writer.",
               static_cast<double>(now.queued));
    page.counter("usher_store_commits_total", "Commits, each of one group of writes.",
                 static_cast<double>(now.commits));
    page.counter("usher_store_writes_total", "Writes that were committed: per commit, the batch.",
                 static_cast<double>(now.writes));
}

void add_jobs(Page& page, std::vector<jobs::Figures> const& kinds, Time now) {
    page.family("usher_jobs_waiting", "gauge",
                "Jobs to be done, by kind: due ones and later ones.");
    for (auto const& kind : kinds)
        page.sample(static_cast<double>(kind.waiting), label("kind", kind.kind));
    page.family("usher_jobs_oldest_due_seconds", "gauge",
                "How long the oldest job has been due, by kind; of kind mail: the age of a mail.");
    for (auto const& kind : kinds) {
        auto late = kind.oldest_due ? (now - *kind.oldest_due).ms : 0;
        page.sample(static_cast<double>(late) / 1000, label("kind", kind.kind));
    }
    page.family("usher_jobs_failed", "gauge", "Jobs given up and kept in sight, by kind.");
    for (auto const& kind : kinds)
        page.sample(static_cast<double>(kind.failed), label("kind", kind.kind));
}

void add_caches(Page& page) {
    auto places = access::place_cache_figures();
    auto statements = store::statement_cache_figures();
    auto pages = store::page_cache_figures();
    auto each = [&](std::uint64_t of_places, std::uint64_t of_statements, std::uint64_t of_pages) {
        page.sample(static_cast<double>(of_places), label("cache", "places"));
        page.sample(static_cast<double>(of_statements), label("cache", "statements"));
        page.sample(static_cast<double>(of_pages), label("cache", "pages"));
    };
    page.family("usher_cache_hits_total", "counter", "What was asked for and lay in memory.");
    each(places.hits, statements.hits, pages.hits);
    page.family("usher_cache_misses_total", "counter", "What had to be read or made anew.");
    each(places.misses, statements.misses, pages.misses);
}

// Without samples as long as none was made.
void add_backup(Page& page, std::optional<backup::Last> const& last, Time now) {
    auto age = [&](Time at) { return static_cast<double>((now - at).ms) / 1000; };
    page.family("usher_backup_age_seconds", "gauge",
                "How old the data in the last good backup is; absent: there is none.");
    if (last) page.sample(age(last->at));
    page.family("usher_backup_verified_age_seconds", "gauge",
                "How long ago that backup was verified and read back.");
    if (last) page.sample(age(last->verified));
}

// Without a sample where no list is named.
void add_breached(Page& page, std::optional<bool> usable) {
    page.family("usher_breached_passwords_usable", "gauge",
                "1 where the list of breached passwords that is named can be used.");
    if (usable) page.sample(*usable ? 1 : 0);
}

void add_disk(Page& page, std::string const& data) {
    page.gauge("usher_database_bytes", "What the database and its log take up.",
               static_cast<double>(store::database_bytes(data)));
    std::error_code error;
    auto space = std::filesystem::space(data, error);
    if (!error)
        page.gauge("usher_disk_free_bytes", "What is free where the data lies.",
                   static_cast<double>(space.available));
}

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double all = 0, resident = 0;
    file >> all >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_files() {
    std::error_code error;
    double n = 0;
    for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; !error && at != end;
         at.increment(error))
        ++n;
    return n;
}

}  // namespace

std::string metrics(Installation& installation, http::Server const& server) {
    Page page;
    page.family("usher_build_info", "gauge", "Which Usher this is.")
        .sample(1, label("version", USHER_VERSION));
    auto& store = installation.store();
    page.gauge("process_resident_memory_bytes", "Memory that is in use.", resident_bytes());
    page.gauge("process_open_fds", "Files and sockets that are open.", open_files());
    add_requests(page, server.measures().routes());
    add_server(page, server.figures());
    add_store(page, store.figures());
    add_caches(page);
    add_disk(page, installation.config().data);
    add_breached(page, installation.breached().usable());
    auto last = store.read([](store::Snapshot& s) { return backup::last(s); });
    if (last) add_backup(page, *last, store.clock().now());
    auto kinds = store.read([](store::Snapshot& s) { return jobs::figures(s); });
    page.gauge("usher_store_readable", "1 where the store could be read just now.", kinds ? 1 : 0);
    if (kinds) add_jobs(page, *kinds, store.clock().now());
    return page.take();
}

}  // namespace usher::app
