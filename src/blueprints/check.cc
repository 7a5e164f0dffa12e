#include "blueprints/check.h"

#include <algorithm>

#include "blueprints/read.h"

namespace usher::blueprints {
namespace {

bool any_unique(Blueprint const& made) {
    return std::any_of(made.roles.begin(), made.roles.end(),
                       [](Role const& r) { return r.unique; });
}

// One pass over what was read. Each method is a row or two of the schema.
class Check {
 public:
    Check(Blueprint const& made, Table const& root, Faults& faults)
        : made_(made), root_(root), faults_(faults) {}

    void all() {
        features();
        permissions();
        pick();
        tops();
        bases();
        for (auto const& role : made_.roles) one_role(role);
        for (auto const& ladder : made_.ladders) one_ladder(ladder);
        ownership();
        if (made_.devices) devices(*made_.devices);
        if (made_.plans.empty() && !written("plans"))
            fault({"plans"}, "missing", "At least one plan is expected.");
        opening();
    }

 private:
    using Path = std::initializer_list<std::string_view>;
    void fault(Path path, std::string_view code, std::string expected) {
        faults_.add(locate(root_, path), code, std::move(expected));
    }
    bool written(std::string_view key) const {
        auto entry = find(root_, key);
        return entry && !(entry->value.table() && entry->value.table()->empty());
    }

    void features() {
        for (auto const& feature : made_.features) {
            auto has = [&](Plan const& plan) { return plan.has(feature.key); };
            if (std::none_of(made_.plans.begin(), made_.plans.end(), has))
                fault({"features", feature.key}, "unused", "No plan has this feature.");
        }
    }

    // One that is retired may have left all roles.
    void permissions() {
        Permissions held;
        for (auto const& role : made_.roles) held |= role.permissions;
        for (std::size_t i = 0; i < made_.permissions.size(); ++i)
            if (!held[i] && !made_.permissions[i].retired)
                fault({"permissions", made_.permissions[i].key}, "unused",
                      "No role has this permission.");
    }

    void pick() {
        auto offered = [&](Role const& role) { return !role.retired && !made_.in_ladder(role); };
        auto count = std::count_if(made_.roles.begin(), made_.roles.end(), offered);
        if (made_.pick == Pick::one && !made_.custom_roles && count < 2)
            fault({"pick"}, "too_few_roles",
                  "To pick one, there must be two roles outside the ladders, or custom roles.");
    }

    void tops() {
        Role const* first = nullptr;
        for (auto const& role : made_.roles) {
            if (role.top && first)
                fault({"roles", role.key, "top"}, "top_count",
                      "There is one top role; " + in_quotes(first->key) + " is it already.");
            if (role.top && !first) first = &role;
        }
        if (!first)
            fault({"roles"}, "top_count", "One role must be the top role: top = true.");
        else
            top(*first);
    }

    void top(Role const& role) {
        if (auto lacking = names(all_acts(made_) & ~role.acts); !lacking.empty())
            fault({"roles", role.key, "acts"}, "closure",
                  "The top role holds every act (RT6); it lacks " + lacking + '.');
        if (auto lacking = names(sensitive_ones(made_) & ~role.permissions); !lacking.empty())
            fault({"roles", role.key, "permissions"}, "closure",
                  "The top role holds every sensitive permission (RT6); it lacks " + lacking + '.');
        if (!may_be_at_account(role))
            fault({"roles", role.key, "scopes"}, "never_at_account",
                  "The top role must be able to hold at the account: \"account\" or \"home\".");
        if (role.restrict_.any())
            fault({"roles", role.key, "restrict"}, "top_restricted",
                  "The top role cannot be restricted.");
        if (role.retired)
            fault({"roles", role.key, "retired"}, "retired", "The top role cannot be retired.");
    }

    static std::string names(Acts acts) {
        std::string out;
        for (std::size_t i = 0; i < act_count; ++i)
            if (acts[i]) (out += out.empty() ? "" : ", ") += name(static_cast<Act>(i));
        return out;
    }
    std::string names(Permissions permissions) const {
        std::string out;
        for (std::size_t i = 0; i < made_.permissions.size(); ++i)
            if (permissions[i]) (out += out.empty() ? "" : ", ") += made_.permissions[i].key;
        return out;
    }

    void bases() {
        Role const* first = nullptr;
        for (auto const& role : made_.roles) {
            if (!role.base) continue;
            if (first)
                fault({"roles", role.key, "base"}, "base_count",
                      "There is one base role; " + in_quotes(first->key) + " is it already.");
            if (!first) first = &role;
            if (role.acts.any() || role.sensitive.any())
                fault({"roles", role.key, "base"}, "base_power",
                      "Anyone may be given the base role: no act, no sensitive permission.");
            if (role.retired)
                fault({"roles", role.key, "retired"}, "retired",
                      "The base role cannot be retired.");
        }
    }

    void one_role(Role const& role) {
        if (role.unique && !role.top)
            fault({"roles", role.key, "unique"}, "unique_not_top", "Only the top role is unique.");
        auto outside = role.restrict_ & ~role.permissions;
        for (std::size_t i = 0; i < made_.permissions.size(); ++i)
            if (outside[i])
                fault({"roles", role.key, "restrict", made_.permissions[i].key}, "not_in_role",
                      "The role does not have what could be switched off.");
        if (!role.replaced_by.empty()) replacement(role);
    }

    void replacement(Role const& role) {
        if (!role.retired)
            fault({"roles", role.key, "replaced_by"}, "not_retired",
                  "Only a retired role is replaced.");
        auto successor = made_.role(role.replaced_by);
        if (successor && successor->retired)
            fault({"roles", role.key, "replaced_by"}, "retired",
                  "This role is retired itself and receives nobody.");
        if (successor && successor->unique)
            fault({"roles", role.key, "replaced_by"}, "unique_role",
                  "The unique role is not given this way (RT25).");
    }

    void one_ladder(Ladder const& ladder) {
        for (auto const& level : ladder.levels) {
            Path role_at{"ladders", ladder.key, "levels", level.key, "role"};
            if (gives_before(ladder, level))
                fault(role_at, "duplicate", "Another level gives this role at the same place.");
            auto role = made_.role(level.role);
            if (!role) continue;
            if (role->base || role->unique)
                fault(role_at, "not_for_ladders",
                      "The base role and the unique role are not given by a ladder.");
            if (!role->may_be_at(static_cast<ScopeKind>(index_of(level.at))))
                fault({"ladders", ladder.key, "levels", level.key, "at"}, "not_in_scopes",
                      "The role " + in_quotes(role->key) + " does not have this scope.");
        }
    }

    // The scope that holds at a place of that kind.
    static std::size_t index_of(Level level) {
        static_assert(static_cast<int>(ScopeKind::account) == static_cast<int>(Level::account) + 1);
        return static_cast<std::size_t>(level) + 1;
    }

    bool gives_before(Ladder const& here, LadderLevel const& level) const {
        for (auto const& ladder : made_.ladders)
            for (auto const& other : ladder.levels) {
                if (&ladder == &here && &other == &level) return false;
                if (other.role == level.role && other.at == level.at && !level.role.empty())
                    return true;
            }
        return false;
    }

    void ownership() {
        for (auto const& role : made_.roles)
            if (role.unique && !made_.ownership && !written("ownership"))
                fault({"roles", role.key, "unique"}, "needs_ownership",
                      "A unique role needs the table `ownership`: how it is passed on.");
        if (!made_.ownership) return;
        if (!any_unique(made_))
            fault({"ownership"}, "no_unique_role", "Without a unique role there is no ownership.");
        auto to = made_.role(made_.ownership->transfer_to);
        if (to && (to->unique || to->acts.none() || to->retired))
            fault({"ownership", "transfer_to"}, "not_transferable",
                  "Choose a role that holds acts, is not unique and is not retired.");
        auto after = made_.role(made_.ownership->after);
        if (after && (after->unique || after->retired))
            fault({"ownership", "after"}, "not_transferable",
                  "Choose a role that is not unique and not retired.");
    }

    void devices(Devices const& devices) {
        auto open = made_.role(devices.open_role);
        if (open && open->acts.any())
            fault({"devices", "open_role"}, "has_acts",
                  "Nobody has signed in: this role may hold no acts (RT48).");
        if (open && open->retired)
            fault({"devices", "open_role"}, "retired", "This role is retired.");
        auto top = std::find_if(made_.roles.begin(), made_.roles.end(),
                                [](Role const& role) { return role.top; });
        if (top == made_.roles.end()) return;
        auto outside = devices.acts & ~top->acts;
        for (std::size_t i = 0; i < act_count; ++i)
            if (outside[i])
                fault({"devices", "acts", name(static_cast<Act>(i))}, "not_in_top",
                      "The top role does not hold this act.");
    }

    void opening() {
        if (!find(root_, "opening")) return;
        bool gives_top = opening_roles();
        for (auto const& [ladder, chosen] : made_.opening.levels)
            if (auto level = level_of(ladder, chosen)) {
                auto role = made_.role(level->role);
                if (level->at != Level::account)
                    fault({"opening", "levels", ladder}, "not_at_account",
                          "The first user's home is the account: choose a level there.");
                else if (role && role->top)
                    gives_top = true;
            }
        if (!gives_top)
            fault({"opening"}, "no_top", "The first user must get the top role at the account.");
    }

    // Whether they give the top role.
    bool opening_roles() {
        bool gives_top = false;
        for (auto const& key : made_.opening.roles) {
            auto role = made_.role(key);
            if (!role) continue;
            if (made_.in_ladder(*role))
                fault({"opening", "roles", key}, "ladder_role",
                      "This role is given through its ladder: say so under `levels`.");
            else if (role->retired)
                fault({"opening", "roles", key}, "retired", "This role is retired.");
            if (!made_.in_ladder(*role) && role->top && may_be_at_account(*role)) gives_top = true;
        }
        if (made_.pick == Pick::one && made_.opening.roles.size() > 1)
            fault({"opening", "roles"}, "conflict", "A user has one role here: pick = \"one\".");
        return gives_top;
    }

    LadderLevel const* level_of(std::string_view ladder_key, std::string_view level_key) const {
        for (auto const& ladder : made_.ladders)
            for (auto const& level : ladder.levels)
                if (ladder.key == ladder_key && level.key == level_key) return &level;
        return nullptr;
    }

    Blueprint const& made_;
    Table const& root_;
    Faults& faults_;
};

}  // namespace

Acts all_acts(Blueprint const& made) {
    Acts acts;
    acts.set();
    if (!any_unique(made)) acts.reset(index(Act::ownership_transfer));
    return acts;
}

bool closed(Blueprint const& made) {
    auto is_top = [](Role const& role) { return role.top; };
    if (std::count_if(made.roles.begin(), made.roles.end(), is_top) != 1) return false;
    auto const& top = made.top_role();
    return (all_acts(made) & ~top.acts).none() && (sensitive_ones(made) & ~top.sensitive).none() &&
           may_be_at_account(top);
}

void check(Blueprint const& made, Table const& root, Faults& faults) {
    Check(made, root, faults).all();
}

}  // namespace usher::blueprints
