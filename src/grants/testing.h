// Resources and grants in access's World. Tests only.
#pragma once

#include "access/testing.h"
#include "grants/grants.h"
#include "grants/resources.h"

namespace usher::grants {

class UsesWorld : public access::World {
 public:
    using access::World::World;

    ResourceId resource(std::string const& kind, std::string const& name, access::PlaceNumber place,
                        std::string const& group = "") {
        auto who = instance_actor();
        return write([&](store::Tx& tx) -> Result<ResourceId> {
            TRY(tx.lock(account()));
            auto may = TRY(access::permit<Act::resources_manage>(tx, who, place));
            NewResource fresh{kind, name, name, group, place};
            return TRY(register_one(tx, may, who.account, fresh, "")).id;
        });
    }
    // Through the gate and the choice, as PUT …/grants does: "allowed" or the error's key.
    std::string gives_use(std::string const& by, std::string const& whom, Choice choice) {
        auto who = actor(by);
        return attempt([&](store::Tx& tx) -> Result<void> {
            TRY(tx.lock(account()));
            auto subject = TRY(access::subject(tx, who, id(whom)));
            access::Change change{subject, {}};
            auto may = TRY(access::permit<Act::grants_assign>(tx, who, change));
            auto now = TRY(of_user(tx, who.account, subject.user));
            For target{subject.home, subject.assignments, who.user == subject.user};
            auto after = TRY(chosen(tx, who, target, {std::move(choice)}, now));
            return assign(tx, may, who.account, {subject.user, subject.home}, now, after, "");
        });
    }
    Granted uses(std::string const& whom) {
        return read([&](store::Snapshot& s) -> Result<Granted> {
            return of_user(s, TRY(authority().account(s, account())), id(whom));
        });
    }
    // As the log tells it, by name alone.
    std::string told_of(std::string const& whom) {
        auto facts = told(uses(whom));
        for (auto& [kind, value] : facts)
            if (auto* list = std::get_if<json::Array>(&value.is))
                for (auto& item : *list) item = json::Value(*item.member("name"));
        return json::text(facts);
    }
    // The store's part of a move: what directory::edit calls.
    void moved(std::string const& whom, access::PlaceNumber to) {
        auto roles = user(whom).assignments;
        put(whom, to, roles);
        auto who = instance_actor();
        write([&](store::Tx& tx) -> Result<void> {
            TRY(tx.lock(account()));
            return keep_fitting(tx, who, After::move, {id(whom), to}, roles, "");
        });
    }
};

inline Choice only(std::string kind, std::vector<std::string> resources,
                   std::optional<std::vector<std::string>> defaults = {}) {
    return {std::move(kind), std::nullopt, std::move(resources), std::move(defaults)};
}
inline Choice all(std::string kind, std::optional<std::vector<std::string>> defaults = {}) {
    return {std::move(kind), true, std::nullopt, std::move(defaults)};
}

}  // namespace usher::grants
