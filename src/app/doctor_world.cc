// What is around an installation: the clock, its certificate, the mail server.
#include <sys/stat.h>
#include <sys/timex.h>

#include <chrono>

#include "app/doctor.h"
#include "app/secret_file.h"
#include "base/loopback.h"
#include "http/certificate.h"
#include "http/tls.h"
#include "mail/deliver.h"
#include "mail/smtp.h"
#include "store/copy.h"

namespace usher::app {
namespace {

using Is = Finding::Is;

constexpr Time first_sane{1'767'225'600'000};  // 2026-01-01: Usher is not older
constexpr Time last_sane{4'102'444'800'000};   // 2100-01-01
constexpr auto watched_for = std::chrono::milliseconds(50);
constexpr std::int64_t jump_ms = 500;

// When something was last written, as far as one row of each kind tells.
std::optional<Time> last_write(Config const& config, Clock const& clock) {
    std::optional<Time> last;
    auto looked =
        store::look_into(config.data + "/usher.db", clock, [&](store::Snapshot& s) -> Result<void> {
            auto event =
                TRY(s.one("select at from audit where account_id = $1 order by seq desc limit 1",
                          AccountId{}));
            auto job =
                TRY(s.one("select created_at from jobs order by job_id desc limit 1 "
                          "/* across accounts: when the instance was last written to */"));
            auto session = TRY(s.one("select max(last_seen_at) from sessions"));
            for (auto const& row : {event, job, session})
                if (row && !row->null(0)) last = std::max(last.value_or(Time{}), row->time(0));
            return {};
        });
    return looked ? last : std::nullopt;
}

// The wall's clock and one that nobody sets, side by side.
bool jumps(Clock const& clock) {
    using Steady = std::chrono::steady_clock;
    auto wall = clock.now();
    auto steady = Steady::now();
    std::this_thread::sleep_for(watched_for);
    auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - steady);
    return std::abs((clock.now() - wall).ms - passed.count()) > jump_ms;
}

bool unsynchronised() {
    timex state{};
    int is = ::adjtimex(&state);
    return is == TIME_ERROR || (is >= 0 && (state.status & STA_UNSYNC) != 0);
}

std::string host_of(std::string_view url) {
    auto at = url.find("://");
    auto host = at == url.npos ? url : url.substr(at + 3);
    host = host.substr(0, host.find('/'));
    if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
    return std::string(host.substr(0, host.find(':')));
}

void examine_certificate(Findings& all, Config const& config, World const& world) {
    http::TlsFiles files{config.tls_certificate,
                         config.tls_key.empty() ? config.tls_certificate : config.tls_key};
    struct stat about{};
    if (::stat(files.key.c_str(), &about) == 0 && (about.st_mode & 07) != 0)
        all.push_back({"tls", Is::wrong, files.key + " can be read by everybody.",
                       "chmod 600 " + files.key + ", and think of another key."});
    auto tls = http::Tls::open(files);
    if (!tls) {
        all.push_back({"tls", Is::wrong, tls.error().detail,
                       "Put a certificate in force there, with its key, then `systemctl reload "
                       "usher` (SIGHUP)."});
        return;
    }
    Time ends{(*tls)->ends_at_ms()};
    auto host = host_of(config.public_url);
    if (!http::certificate_is_for(files.certificate, host)) {
        all.push_back({"tls", Is::wrong,
                       files.certificate + " is not for " + host + ", which browsers ask for.",
                       "Get one for that name, or mend public_url."});
    } else if (ends - world.clock.now() < certificate_notice) {
        all.push_back({"tls", Is::notice,
                       "The certificate ends in " + in_words(ends - world.clock.now()) + " (" +
                           to_text(ends) + ").",
                       "Renew it, then `systemctl reload usher` (SIGHUP)."});
    } else {
        all.push_back(
            {"tls", Is::good, "The certificate is for " + host + ", until " + to_text(ends) + "."});
    }
}

}  // namespace

void examine_clock(Findings& all, Config const& config, World const& world) {
    auto now = world.clock.now();
    auto todo = "Set the clock (timedatectl, chronyc tracking), then restart.";
    auto before = all.size();
    if (now < first_sane || now > last_sane)
        all.push_back({"clock", Is::wrong, "It is not " + to_text(now) + ".", todo});
    if (auto last = last_write(config, world.clock); last && *last > now + clock_tolerance)
        all.push_back({"clock", Is::wrong,
                       "The last write was " + in_words(*last - now) +
                           " in the future: the clock went back, or was ahead before.",
                       std::string(todo) + " Links and sessions live that much longer."});
    if (jumps(world.clock))
        all.push_back({"clock", Is::wrong, "The clock was set while it was looked at.", todo});
    if (all.size() > before) return;
    if (unsynchronised()) {
        all.push_back({"clock", Is::notice,
                       "Nothing keeps the clock right: it is " + to_text(now) + ".",
                       "Switch systemd-timesyncd or chrony on."});
    } else {
        all.push_back({"clock", Is::good, "It is " + to_text(now) + "."});
    }
}

void examine_web(Findings& all, Config const& config, World const& world) {
    bool https = config.public_url.starts_with("https://");
    bool home = loopback_host(config.address);
    if (!config.tls_certificate.empty()) return examine_certificate(all, config, world);
    if (!home && !https) {
        all.push_back({"tls", Is::wrong,
                       "Usher does not listen on " + config.address + " without TLS.",
                       "Name a certificate (tls.certificate), or a proxy's https:// address "
                       "(public_url)."});
    } else if (!https) {
        all.push_back({"tls", Is::notice, config.public_url + " is for this machine alone.",
                       "Name a certificate (tls.certificate), or put a proxy in front."});
    } else if (config.trusted_proxies.empty()) {
        all.push_back({"tls", Is::notice,
                       "A proxy speaks TLS for Usher, and none is named: all clients count as one.",
                       "Name it (listen.trusted_proxies)."});
    } else {
        all.push_back({"tls", Is::good, "A proxy speaks TLS for " + config.public_url + "."});
    }
}

void examine_mail(Findings& all, Config const& config) {
    if (config.smtp_url.empty()) {
        all.push_back({"mail", Is::notice, "No mail server is set: no mail reaches anybody.",
                       "Name it (smtp.url)."});
        return;
    }
    mail::SmtpOptions options{.url = config.smtp_url, .from = {}};
    options.user = config.smtp_user;
    options.ca_file = config.smtp_ca_file;
    options.clear_text_allowed = config.smtp_clear_text;
    auto sender = mail::parse_sender(config.mail_from);
    if (!sender) {
        all.push_back({"mail", Is::wrong, sender.error().detail, "Mend mail.from."});
        return;
    }
    options.from = sender->address.address();
    // What cannot be read was told among the keys.
    if (auto password = secret_in(config.smtp_password_file); password)
        options.password = *std::move(password);
    auto server = mail::SmtpServer::make(std::move(options));
    if (!server) {
        all.push_back(
            {"mail", Is::wrong, server.error().detail, "Mend it in the settings (smtp)."});
        return;
    }
    auto tried = (*server)->try_out();
    if (!tried.reached) {
        all.push_back({"mail", Is::wrong, tried.why,
                       "Mend smtp.url, its user and password, or the network: mails wait "
                       "meanwhile, and none is lost."});
    } else if (!tried.protected_ && !loopback_url(config.smtp_url)) {
        all.push_back({"mail", Is::notice,
                       config.smtp_url + " is spoken to without TLS: whoever listens reads links.",
                       "Have the mail server offer STARTTLS, then leave smtp.clear_text out."});
    } else {
        all.push_back(
            {"mail", Is::good,
             config.smtp_url + " answers" + (tried.protected_ ? ", protected by TLS." : ".")});
    }
}

}  // namespace usher::app
