// The dashboard and the alerts of packaging/observe name metrics and labels that /metrics prints,
// and every metric is described.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <regex>
#include <set>

#include "signin/breached_testing.h"
#include "support/account.h"
#include "support/source_file.h"

namespace usher::testing {
namespace {

// Of each sample: its name, and the labels that it has.
using Printed = std::map<std::string, std::set<std::string>>;

std::vector<std::vector<std::string>> found(std::string const& text, char const* pattern) {
    std::vector<std::vector<std::string>> all;
    std::regex expression(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) {
        std::vector<std::string> groups;
        for (auto const& group : *at) groups.push_back(group.str());
        all.push_back(groups);
    }
    return all;
}

Printed printed() {
    store::TemporaryDirectory folder;
    auto files = folder.path();
    auto made =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 "
        "-subj /CN=localhost -keyout " +
        files + "/key -out " + files + "/crt 2>/dev/null";
    EXPECT_EQ(std::system(made.c_str()), 0);
    auto port = std::to_string(support::free_port());
    signin::put_in_place(files + "/breached", signin::breached_list({"sesame"}));
    Server server({"--metrics-port", port, "--tls-certificate", files + "/crt", "--tls-key",
                   files + "/key", "--breached-passwords", files + "/breached"});
    auto opened = server.run(
        {"account", "open", "--name", "A", "--blueprint", "stamps", "--owner", "ada@a.example"});
    EXPECT_EQ(opened.status, 0) << opened.err;
    auto backup = server.run({"backup", files + "/backup"});
    EXPECT_EQ(backup.status, 0) << backup.err;
    auto page = Client("http://127.0.0.1:" + port).get("/metrics");
    EXPECT_EQ(page.status, 200);
    Printed all;
    for (auto const& sample : found(page.body, "(?:^|\n)([a-z_]+)(\\{[^}]*\\})? [0-9]")) {
        auto& labels = all[sample[1]];
        for (auto const& label : found(sample[2], "([a-z_]+)=\"")) labels.insert(label[1]);
    }
    return all;
}

Printed const& metrics() {
    static Printed const all = printed();
    return all;
}

// Labels that Prometheus adds.
bool is_theirs(std::string const& label) { return label == "instance" || label == "job"; }

class ObserveFiles : public ::testing::TestWithParam<char const*> {};

TEST_P(ObserveFiles, names_only_what_is_printed) {
    auto text = source_text(GetParam());
    std::set<std::string> named;
    for (auto const& use : found(text, "((?:usher|process)_[a-z_]+)(\\{[^}]*\\})?")) {
        auto known = metrics().find(use[1]);
        if (known == metrics().end()) {
            ADD_FAILURE() << use[1] << " is not printed";
            continue;
        }
        named.insert(use[1]);
        for (auto const& label : found(use[2], "([a-z_]+)(?:=|!)"))
            EXPECT_TRUE(is_theirs(label[1]) || known->second.contains(label[1]))
                << use[1] << " has no label " << label[1];
    }
    EXPECT_GT(named.size(), 8u) << "nothing was found in the file";
}
INSTANTIATE_TEST_SUITE_P(Files, ObserveFiles,
                         ::testing::Values("packaging/observe/alerts.yml",
                                           "packaging/observe/grafana.json"),
                         [](auto const& file) {
                             return std::string(file.param).ends_with(".yml") ? "alerts"
                                                                              : "dashboard";
                         });

TEST(Observe, the_dashboard_is_json_and_each_alert_is_explained) {
    EXPECT_TRUE(json::parse(source_text("packaging/observe/grafana.json")));
    auto page = source_text("docs/operate/observe.md");
    auto alerts = found(source_text("packaging/observe/alerts.yml"), "alert: ([A-Za-z]+)");
    EXPECT_GT(alerts.size(), 8u);
    for (auto const& alert : alerts)
        EXPECT_NE(page.find("`" + alert[1] + "`"), std::string::npos) << alert[1];
}

TEST(Observe, each_metric_is_described) {
    auto page = source_text("docs/operate.md");
    for (auto name : metrics()) {
        auto text = name.first;
        for (auto const* end : {"_bucket", "_sum", "_count"})
            if (text.ends_with(end)) text.erase(text.size() - std::string_view(end).size());
        EXPECT_NE(page.find(text), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace usher::testing
