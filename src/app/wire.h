// The dozen long-lived objects, built by hand in the one order in which they need each other, and
// the routes that join them. Nothing else knows them all.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "access/actor.h"
#include "app/config.h"
#include "audit/batches.h"
#include "base/result.h"
#include "base/secret.h"
#include "blueprints/blueprint.h"
#include "events/hub.h"
#include "http/router.h"
#include "jobs/runner.h"
#include "mail/carrier.h"
#include "mail/outbox.h"
#include "signin/brake.h"
#include "signin/breached.h"
#include "signin/identity.h"
#include "signin/passwords.h"
#include "signin/session.h"
#include "store/lock.h"
#include "store/store.h"

namespace usher::app {

class Installation {
 public:
    // Takes DATA's lock, opens and migrates the store, loads key, blueprints and texts. Fails with
    // what each of them says: `store.locked`, `store.newer`, `blueprints.faulty`, …
    // `before_lock` runs once all is read that a setting names, and before anything is touched.
    using Step = std::function<Result<void>()>;
    static Result<std::unique_ptr<Installation>> open(Config const&, World const&,
                                                      Step const& before_lock = {});

    Config const& config() const { return config_; }
    store::Store& store() { return *store_; }
    access::Authority const& authority() const { return authority_; }
    mail::Outbox const& outbox() const { return outbox_; }
    http::Router const& router() const { return router_; }
    jobs::Runner& runner() { return *runner_; }
    signin::Breached& breached() { return *breached_; }
    void log(std::string_view line);
    // A line of log: what was done, or why it failed.
    void note(std::string_view event, Result<void> const& done);
    // What POST /v1/restart runs: starts a successor, says its process.
    void on_restart(std::function<Result<int>()> begin) { begin_restart_ = std::move(begin); }
    Result<void> reopen_log();  // after somebody moved the file away

 private:
    struct Parts;
    Installation(Parts, World const&);
    void add_routes(World const&);

    Config config_;
    store::DataLock lock_;
    std::unique_ptr<events::Hub> hub_;  // outlives the store, which tells it
    std::unique_ptr<store::Store> store_;
    blueprints::Catalog catalog_;
    mail::Catalogue texts_;
    SealingKey key_;
    jobs::Queue queue_;
    mail::Outbox outbox_;
    std::unique_ptr<mail::Carrier> carrier_;
    access::Authority authority_;
    signin::PasswordPool passwords_;
    std::unique_ptr<signin::Breached> breached_;
    signin::Brake brake_;
    audit::Batches batches_;
    http::Router router_;
    std::unique_ptr<jobs::Runner> runner_;
    std::function<Result<int>()> begin_restart_;
    std::unique_ptr<class Log> log_;

 public:
    ~Installation();
};

}  // namespace usher::app
