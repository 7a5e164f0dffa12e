#include "app/doctor.h"

#include <algorithm>

#include "base/json.h"

namespace usher::app {
namespace {

std::string_view word(Finding::Is is) {
    if (is == Finding::Is::good) return "ok";
    return is == Finding::Is::notice ? "notice" : "wrong";
}

std::ptrdiff_t count(Findings const& all, Finding::Is is) {
    return std::ranges::count(all, is, &Finding::is);
}

std::string padded(std::string_view text, std::size_t width) {
    std::string padded(text);
    padded.append(text.size() < width ? width - text.size() : 1, ' ');
    return padded;
}

}  // namespace

Findings examine(Config const& config, World const& world) {
    Findings all;
    examine_data(all, config);
    examine_versions(all, config);
    examine_disk(all, config);
    examine_backup(all, config, world);
    examine_keys(all, config);
    examine_passwords(all, config, world);
    examine_clock(all, config, world);
    examine_web(all, config, world);
    examine_mail(all, config);
    return all;
}

Findings examine_running(Config const& config, World const& world) {
    Findings all;
    examine_versions(all, config);
    examine_disk(all, config);
    examine_backup(all, config, world);
    if (!config.breached_passwords.empty()) examine_passwords(all, config, world);
    examine_clock(all, config, world);
    examine_web(all, config, world);
    if (config.smtp_url.empty()) examine_mail(all, config);
    return all;
}

console::Health health(Config const& config, World const& world) {
    console::Health health{USHER_VERSION, {}};
    for (auto& one : examine_running(config, world))
        health.findings.push_back(
            {one.about, std::string(word(one.is)), std::move(one.says), std::move(one.todo)});
    return health;
}

std::string in_words(Duration span) {
    auto minutes = span.ms / 60'000;
    if (minutes < 120) return std::to_string(minutes) + " minutes";
    if (minutes < 2 * 24 * 60) return std::to_string(minutes / 60) + " hours";
    return std::to_string(minutes / 60 / 24) + " days";
}

bool any_wrong(Findings const& all) { return count(all, Finding::Is::wrong) > 0; }

std::string told(Findings const& all) {
    std::string text;
    for (auto const& one : all) {
        text += padded(word(one.is), 8) + padded(one.about, 13) + one.says + "\n";
        if (!one.todo.empty()) text += std::string(21, ' ') + "→ " + one.todo + "\n";
    }
    auto wrong = count(all, Finding::Is::wrong), notices = count(all, Finding::Is::notice);
    if (wrong + notices == 0) return text + "All is well.\n";
    return text + std::to_string(wrong) + " wrong, " + std::to_string(notices) + " to be noted.\n";
}

std::string told_as_json(Findings const& all) {
    json::Writer out;
    out.begin_object().member("state", any_wrong(all) ? "wrong" : "ok");
    out.name("findings").begin_array();
    for (auto const& one : all) {
        out.begin_object().member("about", one.about).member("state", word(one.is));
        out.member("says", one.says);
        if (!one.todo.empty()) out.member("do", one.todo);
        out.end_object();
    }
    out.end_array().end_object();
    return out.take();
}

}  // namespace usher::app
