#include "blueprints/load.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/embedded.h"
#include "blueprints/check.h"
#include "blueprints/testing.h"

namespace usher::blueprints {
namespace {

// A folder that goes with the test.
class Folder {
 public:
    Folder() {
        auto pattern = (std::filesystem::temp_directory_path() / "blueprints-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder");
        path_ = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    void write(std::string_view name, std::string_view text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    std::string path() const { return path_.string(); }

 private:
    std::filesystem::path path_;
};

// The tests run from build/KIND of the source, or from the source itself.
std::string source_file(std::string_view name) {
    auto at = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    while (!std::filesystem::exists(at / name) && at.has_relative_path()) at = at.parent_path();
    std::ifstream file(at / name, std::ios::binary);
    if (!file) throw std::runtime_error("not found: " + std::string(name));
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string example_of(std::string const& guide) {
    constexpr std::string_view begin = "```toml\n";
    auto from = guide.find(begin);
    if (from == std::string::npos) throw std::runtime_error("the guide has no example");
    from += begin.size();
    return guide.substr(from, guide.find("```", from) - from);
}

Catalog const& products() {
    static auto catalog = load_all("");
    if (!catalog) throw std::runtime_error(catalog.error().detail);
    return *catalog;
}

std::vector<std::string> act_names(Acts acts) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < act_count; ++i)
        if (acts[i]) out.emplace_back(name(static_cast<Act>(i)));
    return out;
}

bool holds(Blueprint const& product, std::string_view role, std::string_view permission) {
    return product.role(role)->permissions[*product.permission_index(permission)];
}

}  // namespace

TEST(TheProducts, are_five_and_have_no_faults) {
    for (auto const& file : blueprint_files()) {
        auto loaded = load(file.text, file.name.substr(0, file.name.find('.')));
        for (auto const& fault : loaded.faults) ADD_FAILURE() << text(fault, file.name);
    }
    std::vector<std::string> ids;
    for (auto const& product : products().all()) ids.push_back(product->id);
    EXPECT_EQ(ids, (std::vector<std::string>{"connect-plus", "pitneyship", "postmark",
                                             "sendpro-online", "stamps"}));
}

TEST(TheProducts, are_closed) {
    for (auto const& product : products().all()) {
        EXPECT_TRUE(closed(*product)) << product->id;
        EXPECT_EQ(product->digest.size(), 64u);
    }
}

TEST(Stamps, has_admins_users_and_permissions_on_top) {
    auto const& stamps = *products().find("stamps");
    EXPECT_EQ(stamps.top_role().key, "admin");
    EXPECT_EQ(stamps.base_role()->key, "user");
    EXPECT_EQ(stamps.pick, Pick::many);
    EXPECT_TRUE(stamps.policies.security_questions);
    EXPECT_EQ(
        act_names(stamps.role("user-manager")->acts),
        (std::vector<std::string>{"users.view", "users.invite", "users.edit", "users.suspend",
                                  "users.delete", "users.reset", "users.export", "roles.assign"}));
    EXPECT_TRUE(stamps.role("user-manager")->permissions.none());
    EXPECT_TRUE(stamps.custom_role_acts[index(Act::audit_view)]);
    EXPECT_EQ(stamps.plan("pro")->seats, 1);
    EXPECT_TRUE(stamps.plan("premier")->has("reports"));
}

TEST(Postmark, has_one_owner_and_admins_who_hold_what_billing_holds) {
    auto const& postmark = *products().find("postmark");
    auto const& owner = postmark.top_role();
    EXPECT_TRUE(owner.unique && owner.key == "owner");
    EXPECT_TRUE(owner.acts[index(Act::ownership_transfer)]);
    EXPECT_EQ(owner.kinds, std::vector{UserKind::person});
    auto const& admin = *postmark.role("admin");
    auto const& billing = *postmark.role("billing");
    EXPECT_TRUE((billing.acts & ~admin.acts).none());
    EXPECT_TRUE((billing.sensitive & ~admin.sensitive).none());
    EXPECT_FALSE(holds(postmark, "admin", "billing.control"));
    EXPECT_FALSE(admin.acts[index(Act::account_close)]);
    EXPECT_EQ(postmark.ownership->recovery_days, 14);
    EXPECT_FALSE(postmark.plan("pro")->seats);
}

TEST(Pitneyship, keeps_levels_tasks_and_places_apart) {
    auto const& pitneyship = *products().find("pitneyship");
    EXPECT_EQ(pitneyship.levels, (std::vector{Level::division, Level::location}));
    EXPECT_EQ(pitneyship.top_role().key, "enterprise");
    EXPECT_TRUE(pitneyship.in_ladder(pitneyship.top_role()));
    EXPECT_FALSE(pitneyship.in_ladder(*pitneyship.role("shipper")));
    EXPECT_EQ(pitneyship.top_role().permissions, pitneyship.top_role().sensitive);
    EXPECT_FALSE(holds(pitneyship, "enterprise", "ship.create"));
    EXPECT_TRUE(holds(pitneyship, "location-admin", "postage.refill"));
    EXPECT_FALSE(holds(pitneyship, "location-admin", "locker.open-any"));
    EXPECT_EQ(pitneyship.role("shipper")->scopes.front(), ScopeKind::home);
    EXPECT_EQ(pitneyship.ladders[0].none, "User");
    EXPECT_EQ(pitneyship.ladders[0].levels[1].label, "Division");
    EXPECT_EQ(pitneyship.opening.levels.at("admin"), "enterprise");
    EXPECT_EQ(pitneyship.import_template, "sample-user-import.csv");
    EXPECT_EQ(pitneyship.resources[0].defaults, Defaults::per_group);
}

TEST(SendproOnline, has_an_admin_who_may_be_of_one_location) {
    auto const& sendpro = *products().find("sendpro-online");
    EXPECT_EQ(sendpro.levels, std::vector{Level::location});
    EXPECT_EQ(sendpro.organisation_feature, "multi-location");
    EXPECT_EQ(sendpro.roles.size(), 2u);
    EXPECT_TRUE(sendpro.top_role().may_be_at(ScopeKind::home));
    EXPECT_FALSE(sendpro.plan("multi")->has("multi-location"));
    EXPECT_TRUE(sendpro.plan("sites")->has("multi-location"));
    EXPECT_EQ(sendpro.devices->sign_in, DeviceSignIn::required);
}

TEST(ConnectPlus, has_an_open_role_that_an_account_may_restrict) {
    auto const& connect = *products().find("connect-plus");
    auto const& open = *connect.role(connect.devices->open_role);
    EXPECT_EQ(open.key, "operator");
    EXPECT_TRUE(open.acts.none());
    EXPECT_TRUE(open.restrict_[*connect.permission_index("meter.refill")]);
    EXPECT_FALSE(open.restrict_[*connect.permission_index("mail.run")]);
    EXPECT_FALSE(connect.counts_seat(UserKind::person));
    EXPECT_FALSE(connect.devices->password_required);
    EXPECT_TRUE(connect.devices->hint_after_failure);
    EXPECT_EQ(connect.devices->lease_hours, 168);
    EXPECT_FALSE(connect.top_role().may_be_held_by(UserKind::service));
}

TEST(AFolder, adds_to_the_products_and_replaces_the_one_of_its_name) {
    Folder folder;
    folder.write("shop.toml", shop);
    folder.write("stamps.toml", change("\"shop\"", "\"stamps\""));
    folder.write("readme.txt", "not a blueprint");
    auto catalog = load_all(folder.path());
    ASSERT_TRUE(catalog) << catalog.error().detail;
    EXPECT_EQ(catalog->all().size(), 6u);
    EXPECT_EQ(catalog->find("shop")->name, "Shop");
    EXPECT_EQ(catalog->find("stamps")->top_role().key, "boss");
    EXPECT_EQ(catalog->find("shed"), nullptr);
}

TEST(AFolder, with_faults_opens_nothing_and_tells_them_all) {
    Folder folder;
    folder.write("shop.toml", change("\"many\"", "\"few\""));
    folder.write("shed.toml", shop);
    auto catalog = load_all(folder.path());
    ASSERT_FALSE(catalog);
    EXPECT_EQ(catalog.error().key, "blueprints.faulty");
    EXPECT_NE(catalog.error().detail.find(folder.path() + "/shed.toml:1:13: product.id: "),
              std::string::npos);
    EXPECT_NE(catalog.error().detail.find(folder.path() + "/shop.toml:2:1: pick: "),
              std::string::npos);
}

TEST(AFolder, with_a_file_that_is_too_large_is_refused) {
    Folder folder;
    folder.write("shop.toml", std::string(max_bytes + 10, '#'));
    auto catalog = load_all(folder.path());
    ASSERT_FALSE(catalog);
    EXPECT_NE(catalog.error().detail.find("[too_large]"), std::string::npos);
}

TEST(AFolder, that_is_not_there_is_refused) {
    auto catalog = load_all("/nowhere/blueprints");
    ASSERT_FALSE(catalog);
    EXPECT_EQ(catalog.error().key, "blueprints.faulty");
}

TEST(TheGuide, has_an_example_that_loads) {
    for (auto const& fault : load(example_of(source_file("docs/blueprints.md")), "parcels").faults)
        ADD_FAILURE() << text(fault, "docs/blueprints.md");
}

TEST(TheGuide, shows_a_fault_as_it_is_shown) {
    auto guide = source_file("docs/blueprints.md");
    auto loaded = load(change("roles.assign", "role.assign", example_of(guide)), "parcels");
    ASSERT_EQ(loaded.faults.size(), 1u);
    auto shown = text(loaded.faults[0], "parcels.toml");
    EXPECT_NE(guide.find('\n' + shown + '\n'), std::string::npos) << shown;
}

TEST(TheGuide, explains_every_act) {
    auto guide = source_file("docs/blueprints.md");
    for (std::size_t i = 0; i < act_count; ++i)
        EXPECT_NE(guide.find('`' + std::string(name(static_cast<Act>(i))) + '`'), std::string::npos)
            << name(static_cast<Act>(i));
}

}  // namespace usher::blueprints
