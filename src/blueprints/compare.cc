// What the accounts that follow a blueprint rely on. Assignments name built-in roles by key and
// hold what the role holds in the version of today: nothing may vanish, become something else, or
// grow in power where no account would notice.
#include <algorithm>

#include "blueprints/faults.h"
#include "blueprints/load.h"

namespace usher::blueprints {
namespace {

template <class Row>
Row const* keyed(std::vector<Row> const& rows, std::string_view key) {
    auto found = std::find_if(rows.begin(), rows.end(), [&](Row const& r) { return r.key == key; });
    return found == rows.end() ? nullptr : &*found;
}

template <class List>
bool holds_all(List const& list, List const& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](auto const& item) {
        return std::find(list.begin(), list.end(), item) != list.end();
    });
}

class Compare {
 public:
    Compare(Blueprint const& later, Blueprint const& earlier) : later_(later), earlier_(earlier) {}

    std::vector<Fault> all() && {
        if (later_.id != earlier_.id) {
            fault("product.id", "other_product", "This is another product's blueprint.");
        } else if (later_.version < earlier_.version) {
            fault("product.version", "older", "This version is older than the one in use.");
        } else if (later_.version > earlier_.version) {
            next_version();
        } else if (later_.digest != earlier_.digest) {
            fault("product.version", "same_version",
                  "The content has changed: raise product.version.");
        }
        return std::move(faults_);
    }

 private:
    void fault(std::string key, std::string_view code, std::string expected) {
        faults_.push_back({0, 0, std::move(key), std::string(code), std::move(expected)});
    }
    void fault_if(bool wrong, std::string key, std::string_view code, std::string expected) {
        if (wrong) fault(std::move(key), code, std::move(expected));
    }

    void next_version() {
        shape();
        rows("features", later_.features, earlier_.features, [](auto&, auto&, auto&) {});
        rows("permissions", later_.permissions, earlier_.permissions,
             [&](auto& path, auto& now, auto& before) { permission(path, now, before); });
        rows("fields", later_.fields, earlier_.fields,
             [&](auto& path, auto& now, auto& before) { field(path, now, before); });
        rows("roles", later_.roles, earlier_.roles,
             [&](auto& path, auto& now, auto& before) { role(path, now, before); });
        rows("ladders", later_.ladders, earlier_.ladders,
             [&](auto& path, auto& now, auto& before) { ladder(path, now, before); });
        rows("resources", later_.resources, earlier_.resources, [](auto&, auto&, auto&) {});
        rows("plans", later_.plans, earlier_.plans,
             [&](auto& path, auto& now, auto& before) { plan(path, now, before); });
        devices();
    }

    // Each row of the earlier version must still be there.
    template <class Row, class Judge>
    void rows(std::string const& path, std::vector<Row> const& now, std::vector<Row> const& before,
              Judge judge) {
        for (auto const& row : before) {
            auto key = dotted(path, row.key);
            if (auto same = keyed(now, row.key))
                judge(key, *same, row);
            else
                fault(key, "removed", "Keys are never removed: accounts may hold this one.");
        }
    }

    void shape() {
        fault_if(!earlier_.levels.empty() && later_.levels != earlier_.levels,
                 "organisation.levels", "changed", "Accounts have places of these levels.");
        fault_if(later_.names != earlier_.names, "names", "changed",
                 "The names of the users are stored in the other form.");
        fault_if(earlier_.pick == Pick::many && later_.pick == Pick::one, "pick", "changed",
                 "Users may have several roles already.");
        fault_if(!holds_all(earlier_.seats_counts, later_.seats_counts), "seats.counts", "widened",
                 "Users who took no seat would take one.");
    }

    template <class Row>
    void not_brought_back(std::string const& path, Row const& now, Row const& before) {
        fault_if(before.retired && !now.retired, dotted(path, "retired"), "reused",
                 "A retired key is not brought back: choose a new one.");
    }

    void permission(std::string const& path, Permission const& now, Permission const& before) {
        not_brought_back(path, now, before);
        fault_if(before.sensitive && !now.sensitive, dotted(path, "sensitive"), "loosened",
                 "Anyone who assigns roles could give it away from now on.");
    }

    void field(std::string const& path, Field const& now, Field const& before) {
        not_brought_back(path, now, before);
        fault_if(now.type != before.type, dotted(path, "type"), "changed",
                 "Values of the earlier type are stored.");
        fault_if(!holds_all(now.choices, before.choices), dotted(path, "choices"), "removed",
                 "A choice that is gone may be stored.");
        fault_if(now.unique && !before.unique, dotted(path, "unique"), "changed",
                 "The same value may be stored twice.");
        fault_if(now.max < before.max, dotted(path, "max"), "narrowed",
                 "Longer values may be stored.");
    }

    // The permissions of a role of either version, by key: positions differ between versions.
    static std::vector<std::string> keys(Blueprint const& of, Permissions set) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < of.permissions.size(); ++i)
            if (set[i]) out.push_back(of.permissions[i].key);
        return out;
    }
    // What the later role may do that the earlier one could not: acts and sensitive permissions.
    std::string gained(Role const& now, Role const& before) const {
        std::string out;
        for (std::size_t i = 0; i < act_count; ++i)
            if (now.acts[i] && !before.acts[i])
                (out += out.empty() ? "" : ", ") += name(static_cast<Act>(i));
        auto had = keys(earlier_, before.permissions);
        for (auto const& key : keys(later_, now.sensitive))
            if (std::find(had.begin(), had.end(), key) == had.end())
                (out += out.empty() ? "" : ", ") += key;
        return out;
    }

    void role(std::string const& path, Role const& now, Role const& before) {
        not_brought_back(path, now, before);
        fault_if(now.top != before.top, dotted(path, "top"), "changed",
                 "The top role of an account cannot become another.");
        fault_if(now.unique != before.unique, dotted(path, "unique"), "changed",
                 "Accounts count on one holder, or on several.");
        fault_if(!holds_all(now.scopes, before.scopes), dotted(path, "scopes"), "removed",
                 "The role may be held at such a place.");
        fault_if(!holds_all(now.kinds, before.kinds), dotted(path, "kinds"), "removed",
                 "Users of that kind may hold the role.");
        fault_if(!holds_all(keys(later_, now.restrict_), keys(earlier_, before.restrict_)),
                 dotted(path, "restrict"), "removed",
                 "An account may have switched it off; it would come back.");
        if (!now.top) power(path, now, before);
    }

    void power(std::string const& path, Role const& now, Role const& before) {
        auto more = gained(now, before);
        fault_if(!more.empty(), path, "widened",
                 "Its holders would gain " + more + ": make a new role instead.");
        auto successor = now.replaced_by.empty() ? nullptr : later_.role(now.replaced_by);
        if (!successor) return;
        more = gained(*successor, before);
        fault_if(!more.empty(), dotted(path, "replaced_by"), "widened",
                 "Its holders would gain " + more + '.');
    }

    void ladder(std::string const& path, Ladder const& now, Ladder const& before) {
        rows(dotted(path, "levels"), now.levels, before.levels,
             [&](auto& level, LadderLevel const& a, LadderLevel const& b) {
                 fault_if(a.role != b.role, dotted(level, "role"), "changed",
                          "Users on this level hold the other role.");
                 fault_if(a.at != b.at, dotted(level, "at"), "changed",
                          "Users on this level hold it at another kind of place.");
             });
    }

    void plan(std::string const& path, Plan const& now, Plan const& before) {
        fault_if(now.seats && (!before.seats || *now.seats < *before.seats), dotted(path, "seats"),
                 "narrowed", "Accounts may hold more seats than that (RT33).");
        auto const& places = earlier_.organisation_feature;
        bool had_places = !earlier_.levels.empty() && (places.empty() || before.has(places));
        auto const& needed = later_.organisation_feature;
        fault_if(had_places && !needed.empty() && !now.has(needed), dotted(path, "features"),
                 "narrowed", "Accounts may have places, which need this plan's feature (RT52).");
    }

    void devices() {
        if (!earlier_.devices) return;
        fault_if(!later_.devices, "devices", "removed", "Devices may be paired.");
        if (later_.devices) device_power(*later_.devices, *earlier_.devices);
    }

    void device_power(Devices const& now, Devices const& before) {
        for (auto const& role : earlier_.roles) {
            if (role.top || !role.may_be_held_by(UserKind::device)) continue;
            fault_if((now.acts & ~before.acts & role.acts).any(), "devices.acts", "widened",
                     "Holders of " + role.key + " would gain acts on devices (RT47).");
            for (auto const& key : keys(earlier_, role.permissions)) widened_on_device(role, key);
        }
        auto open = later_.role(now.open_role), opened = earlier_.role(before.open_role);
        auto more = open ? gained(*open, opened ? *opened : Role{}) : "";
        fault_if(!more.empty(), "devices.open_role", "widened",
                 "Anybody at a device would gain " + more + '.');
    }

    void widened_on_device(Role const& role, std::string_view key) {
        auto now = keyed(later_.permissions, key);
        auto before = keyed(earlier_.permissions, key);
        fault_if(now && now->sensitive && now->device && !before->device,
                 dotted(dotted("permissions", key), "device"), "widened",
                 "Holders of " + role.key + " would gain it on devices (RT47).");
    }

    Blueprint const& later_;
    Blueprint const& earlier_;
    std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> check_against(Blueprint const& later, Blueprint const& earlier) {
    return Compare(later, earlier).all();
}

}  // namespace usher::blueprints
