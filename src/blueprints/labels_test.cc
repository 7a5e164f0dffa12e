// Each label of a built-in blueprint in each other language: locales/<tag>.json, blueprint.<id>,
// then the label's path in the blueprint (docs/blueprints.md).
#include <gtest/gtest.h>

#include <set>

#include "base/embedded.h"
#include "base/json.h"
#include "blueprints/load.h"

namespace usher::blueprints {
namespace {

using Paths = std::set<std::string>;

void add(Paths& paths, std::string const& path, std::string const& text) {
    if (!text.empty()) paths.insert(path);
}

Paths paths_of(Blueprint const& blueprint) {
    Paths paths;
    for (auto const& one : blueprint.features)
        add(paths, "features." + one.key + ".label", one.label);
    for (auto const& one : blueprint.fields) add(paths, "fields." + one.key + ".label", one.label);
    for (auto const& one : blueprint.plans) add(paths, "plans." + one.key + ".label", one.label);
    for (auto const& one : blueprint.permissions) {
        add(paths, "permissions." + one.key + ".label", one.label);
        add(paths, "groups." + one.group, one.group);
    }
    for (auto const& one : blueprint.roles) {
        add(paths, "roles." + one.key + ".label", one.label);
        add(paths, "roles." + one.key + ".about", one.about);
    }
    for (auto const& one : blueprint.ladders) {
        auto path = "ladders." + one.key;
        add(paths, path + ".label", one.label);
        add(paths, path + ".none", one.none);
        for (auto const& level : one.levels)
            add(paths, path + ".levels." + level.key + ".label", level.label);
    }
    for (auto const& one : blueprint.resources) {
        add(paths, "resources." + one.key + ".label", one.label);
        add(paths, "resources." + one.key + ".group_label", one.group_label);
    }
    for (auto const& [word, own] : blueprint.words) add(paths, "words." + word, own);
    return paths;
}

void flatten(json::Value const& value, std::string const& path, Paths& paths) {
    if (auto const* text = value.text()) add(paths, path, *text);
    if (auto const* table = value.object())
        for (auto const& [key, inner] : *table)
            flatten(inner, path.empty() ? key : path + "." + key, paths);
}

TEST(Labels, OfEachBuiltInBlueprintStandInEachLanguage) {
    auto catalog = load_all("");
    ASSERT_TRUE(catalog);
    for (auto const& file : locales()) {
        if (file.name == "en.json" || !file.name.ends_with(".json")) continue;
        auto document = json::parse(file.text);
        ASSERT_TRUE(document) << file.name;
        auto const* all = document->member("blueprint");
        ASSERT_NE(all, nullptr) << file.name;
        for (auto const& blueprint : catalog->all()) {
            auto const* table = all->member(blueprint->id);
            ASSERT_NE(table, nullptr) << file.name << " lacks blueprint." << blueprint->id;
            Paths said;
            flatten(*table, "", said);
            EXPECT_EQ(said, paths_of(*blueprint)) << file.name << ", blueprint." << blueprint->id;
        }
    }
}

}  // namespace
}  // namespace usher::blueprints
