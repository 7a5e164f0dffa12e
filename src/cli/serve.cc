#include "app/serve.h"

#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {
namespace {

void add_mail_options(CLI::App& serve, app::Config& config) {
    serve
        .add_option("--smtp-url", config.smtp_url,
                    "smtp://host:port or smtps://host:port; without it mails land in the "
                    "built-in mailbox")
        ->envname("USHER_SMTP_URL");
    serve.add_option("--smtp-user", config.smtp_user, "User of the SMTP server")
        ->envname("USHER_SMTP_USER");
    serve
        .add_option("--smtp-password-file", config.smtp_password_file,
                    "File whose first line is its password")
        ->envname("USHER_SMTP_PASSWORD_FILE");
    serve
        .add_option("--smtp-ca-file", config.smtp_ca_file,
                    "Certificates that vouch for the SMTP server; without it the system's")
        ->envname("USHER_SMTP_CA_FILE");
    serve
        .add_flag("--smtp-clear-text", config.smtp_clear_text,
                  "Speak to a relay beyond this machine without TLS where it offers none: whoever "
                  "listens on the way reads the links")
        ->envname("USHER_SMTP_CLEAR_TEXT");
    serve.add_option("--mail-from", config.mail_from, "Sender of all mails")
        ->envname("USHER_MAIL_FROM")
        ->capture_default_str();
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    auto& serve = *app.add_subcommand("serve", "Serve the web UI and the API");
    auto& config = context.config;
    add_installation_options(serve, context);
    serve.add_option("--address", config.address, "Where to listen")
        ->envname("USHER_ADDRESS")
        ->capture_default_str();
    serve.add_option("--port", config.port, "0 takes a free one")
        ->envname("USHER_PORT")
        ->capture_default_str();
    serve.add_option("--trusted-proxy", config.trusted_proxies,
                     "Address whose X-Forwarded-For is believed");
    serve.add_option("--log", config.log, "File for the log; - is standard error")
        ->envname("USHER_LOG")
        ->capture_default_str();
    serve.add_option("--workers", config.workers, "Threads for requests")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    add_mail_options(serve, config);
    auto demo = std::make_shared<bool>(false);
    serve.add_flag("--demo", *demo, "Make demo accounts once, and say how to sign in to them");
    serve.callback([&context, demo] {
        auto with = *demo ? app::Demo::with : app::Demo::without;
        auto served = app::serve(context.config, context.world, with);
        if (!served) context.status = complain(served.error());
    });
}

}  // namespace usher::cli
