#include "app/wire.h"

#include "access/routes.h"
#include "accounts/routes.h"
#include "app/doctor.h"
#include "app/log.h"
#include "app/secret_file.h"
#include "audit/kept_checkpoints.h"
#include "audit/refusals.h"
#include "audit/routes.h"
#include "backup/note.h"
#include "base/cause.h"
#include "base/embedded.h"
#include "base/json.h"
#include "base/scheduling.h"
#include "blueprints/load.h"
#include "bulk/routes.h"
#include "bulk/run.h"
#include "console/routes.h"
#include "directory/routes.h"
#include "events/routes.h"
#include "grants/routes.h"
#include "http/routes.h"
#include "invitations/routes.h"
#include "keys/routes.h"
#include "mail/deliver.h"
#include "mail/mailbox.h"
#include "mail/routes.h"
#include "mail/smtp.h"
#include "ownership/routes.h"
#include "seats/routes.h"
#include "signin/own_view.h"
#include "signin/preferences.h"
#include "signin/recovery.h"
#include "signin/routes.h"
#include "store/instance_key.h"
#include "support/routes.h"
#include "sweep/sweep.h"
#include "web/pages.h"

namespace usher::app {
namespace {

Result<std::unique_ptr<store::Store>> open_store(Config const& config, World const& world,
                                                 events::Hub& hub) {
    store::Options options;
    options.directory = config.data;
    options.clock = &world.clock;
    options.random = &world.random;
    options.readers = static_cast<std::size_t>(config.workers) + 2;
    options.on_stirred = [&hub](std::vector<IdBytes> const& topics) { hub.tell(topics); };
    return store::Store::open(std::move(options));
}

// Nothing where mails go to the built-in mailbox.
Result<std::unique_ptr<mail::Carrier>> mail_server(Config const& config) {
    if (config.smtp_url.empty()) return std::unique_ptr<mail::Carrier>();
    mail::SmtpOptions options{.url = config.smtp_url, .from = {}};
    options.user = config.smtp_user;
    options.ca_file = config.smtp_ca_file;
    options.clear_text_allowed = config.smtp_clear_text;
    if (!config.smtp_password_file.empty())
        options.password = TRY(secret_in(config.smtp_password_file));
    auto sender = TRY(mail::parse_sender(config.mail_from));
    options.from = sender.address.address();
    auto server = TRY(mail::SmtpServer::make(std::move(options)));
    return std::unique_ptr<mail::Carrier>(std::move(server));
}

// Of one that is not there no answers are kept: whoever enters it is refused.
Result<AccountId> account_of(store::Snapshot& snapshot, std::string_view named) {
    auto id = TRY(access::Authority::id_of_account(snapshot, named));
    return id.value_or(AccountId{});
}

// A command that asks in process while no server runs is soon done.
constexpr Duration patience_for_lock = milliseconds(500);

struct Restarting {
    std::int64_t process = 0;
};
void fields(FieldVisitor& v, Restarting& restarting) { v.field("process", restarting.process); }

// The socket's and nobody else's: operators over the network do not end the process.
Result<http::Response> restart(http::Request& rq, std::function<Result<int>()> const& begin) {
    if (rq.credential().kind != http::Credential::Kind::instance) return fail(not_found());
    if (!begin) return fail(http::known("http.no_server"));
    Restarting restarting;
    restarting.process = TRY(begin());
    return http::ok(restarting);
}

}  // namespace

struct Installation::Parts {
    Config config;
    store::DataLock lock;
    std::unique_ptr<events::Hub> hub;
    std::unique_ptr<store::Store> store;
    blueprints::Catalog catalog;
    mail::Catalogue texts;
    SealingKey key;
    mail::Sender sender;
    std::unique_ptr<mail::Carrier> carrier;
    std::unique_ptr<signin::Breached> breached;
    std::unique_ptr<Log> log;
};

Installation::Installation(Parts parts, World const& world)
    : config_(std::move(parts.config)),
      lock_(std::move(parts.lock)),
      hub_(std::move(parts.hub)),
      store_(std::move(parts.store)),
      catalog_(std::move(parts.catalog)),
      texts_(std::move(parts.texts)),
      key_(parts.key),
      outbox_(queue_, texts_, parts.key, config_.public_url),
      carrier_(std::move(parts.carrier)),
      authority_(catalog_),
      passwords_(cores()),
      breached_(std::move(parts.breached)),
      brake_(world.clock),
      batches_(*store_),
      log_(std::move(parts.log)) {
    std::vector<jobs::Kind> kinds;
    kinds.push_back(mail::delivery(texts_, parts.key, parts.sender, *carrier_));
    kinds.push_back(signin::forgotten(outbox_, catalog_));
    kinds.push_back(sweep::sweeping(queue_));
    kinds.push_back(bulk::running(authority_, outbox_, queue_));
    kinds.push_back(
        audit::keeping_checkpoints({key_, queue_, hours(config_.checkpoint_hours),
                                    [this](std::string_view line) { log_->write(line); }}));
    jobs::RunnerOptions options;
    options.poll = world.job_poll;
    options.log = [this](std::string_view line) { log_->write(line); };
    breached_->on_change([this](Result<void> const& now) { note("breached_passwords", now); });
    runner_ = std::make_unique<jobs::Runner>(*store_, queue_, std::move(kinds), options);
    add_routes(world);
    batches_.start();
}

Installation::~Installation() { runner_->stop(); }

void Installation::log(std::string_view line) { log_->write(line); }

void Installation::note(std::string_view event, Result<void> const& done) {
    json::Writer line;
    line.begin_object();
    line.member("time", to_text(store_->clock().now())).member("event", event);
    line.member("state", done ? "done" : "failed");
    if (!done) line.member("why", with_cause(done.error()));
    line.end_object();
    log(line.text());
}

Result<void> Installation::reopen_log() { return log_->reopen(); }

Result<std::unique_ptr<Installation>> Installation::open(Config const& config, World const& world,
                                                         Step const& before_lock) {
    auto catalog = TRY(blueprints::load_all(config.blueprints));
    auto texts = TRY(mail::Catalogue::load(locales()));
    auto sender = TRY(mail::parse_sender(config.mail_from));
    auto carrier = TRY(mail_server(config));
    auto breached = TRY(signin::Breached::open(config.breached_passwords));
    if (before_lock) TRY(before_lock());
    auto lock = TRY(store::DataLock::take(config.data, patience_for_lock));
    auto key =
        TRY(store::instance_key(config.data, config.instance_key_file.c_str(), world.random));
    auto log = TRY(Log::open(config.log));
    auto hub = std::make_unique<events::Hub>();
    auto store = TRY(open_store(config, world, *hub));
    if (!carrier) carrier = std::make_unique<mail::BuiltInMailbox>(*store);
    Parts parts{config,
                std::move(lock),
                std::move(hub),
                std::move(store),
                std::move(catalog),
                std::move(texts),
                std::move(key),
                std::move(sender),
                std::move(carrier),
                std::move(breached),
                std::make_unique<Log>(std::move(log))};
    std::unique_ptr<Installation> made(new Installation(std::move(parts), world));
    TRY(sweep::begin(*made->store_, made->queue_));
    TRY(audit::begin_checkpoints(*made->store_, made->queue_, hours(config.checkpoint_hours)));
    return made;
}

void Installation::add_routes(World const& world) {
    router_.find_accounts_by(account_of);
    http::add_own_routes(router_, *store_, USHER_VERSION);
    signin::add_routes(router_, authority_, passwords_, brake_, batches_);
    signin::Recovery recovery{authority_, outbox_,  queue_,    passwords_,
                              brake_,     batches_, *breached_};
    signin::add_recovery_routes(router_, recovery);
    signin::add_session_routes(router_, recovery);
    signin::add_preference_routes(router_, authority_);
    signin::add_own_view_route(router_, authority_);
    signin::add_proof_routes(router_, recovery);
    signin::add_reset_routes(router_, recovery);
    signin::add_address_routes(router_, recovery);
    signin::add_judge_route(router_, *breached_);
    invitations::add_join_routes(router_, authority_, outbox_,
                                 {passwords_, brake_, batches_, *breached_});
    invitations::add_routes(router_, authority_, outbox_, batches_);
    directory::add_routes(router_, authority_);
    directory::add_own_routes(router_, authority_);
    keys::add_routes(router_, authority_);
    keys::add_permissions_routes(router_, authority_);
    seats::add_routes(router_, authority_);
    grants::add_routes(router_, authority_);
    bulk::add_routes(router_, authority_, queue_);
    events::add_routes(router_, authority_, *hub_);
    ownership::add_routes(router_, authority_, outbox_);
    accounts::add_routes(router_, authority_, outbox_);
    accounts::add_operator_routes(router_, authority_, outbox_);
    accounts::add_product_key_routes(router_, authority_);
    accounts::add_close_route(router_, authority_, outbox_);
    support::add_routes(router_, authority_, outbox_);
    backup::add_routes(router_, authority_);
    console::add_routes(
        router_, {authority_, outbox_, queue_, [this, world] { return health(config_, world); }});
    access::add_routes(router_, authority_);
    audit::add_routes(router_, {authority_, key_, batches_});
    router_.watch([this](http::Request& rq, Error const& error) {
        audit::note_refusal(batches_, authority_, rq, error);
    });
    router_.add({.method = http::Method::post,
                 .path = "/v1/restart",
                 .name = "restart",
                 .about = "A successor takes over: usher restart.",
                 .act = "operator",
                 .handler = [this](http::Request& rq) { return restart(rq, begin_restart_); },
                 .described = false});
    mail::add_routes(router_, {config_.public_url});
    web::add_pages(router_, [this](http::Request& rq) { return signin::boot(rq, authority_); });
}

}  // namespace usher::app
