// The gate: the only place where a Permit is made (RT8–RT13). A verb that takes a Permit<Act>
// cannot be reached without the check: the call does not compile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/result.h"
#include "blueprints/acts.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::access {

enum class Status : std::uint8_t { invited, active, suspended, deleted };
std::string_view name(Status);
std::optional<Status> status_named(std::string_view);

// A user as the gate reads them.
struct Subject {
    UserId user;
    blueprints::UserKind kind = blueprints::UserKind::person;
    Status status = Status::active;
    PlaceNumber home = account_place;
    Assignments assignments;
    std::int64_t version = 0;
};
// The target as it is now, if in sight of the actor (RT27, RT28), else `not_found`. In a Tx the
// account has been locked by reading the actor.
enum class Sight : std::uint8_t { none, elsewhere, full };
Sight sight(Actor const&, Subject const&);
Result<Subject> subject(store::Snapshot&, Actor const&, UserId);
// The same of a service user (RT23), whom nothing else finds: in sight of who holds keys.manage at
// its home, and `not_found` for everybody else.
Result<Subject> service_user(store::Snapshot&, Actor const&, UserId);

// RT29: a place is known where the actor holds any act over it, is at home there, or it is the
// account itself. Whatever else exists is answered as if it did not.
bool knows(Actor const&, PlaceNumber);
Reach known_places(Actor const&);  // all of them, by one walk
// A place as a request names it: "account" or a place's id. `not_found` where unknown or retired.
Result<PlaceNumber> place_named(Actor const&, std::string_view id_or_account);
// The target's potential power is contained in what the actor holds (RT8, 3). Also what acceptance
// of an invitation asks of its sender, read again (RT20).
bool contains(Actor const&, Subject const&);

// What the actor sees of a user's roles (RT27): those at covered places, and whether there are
// others. Ended ones are left out.
struct Shown {
    Assignments here;
    bool elsewhere = false;
};
Shown shown(Actor const&, Subject const&);
// The assignments of a user after an actor who sees only `here` chose anew: the others stay.
Result<Assignments> with_unseen(Actor const&, Subject const&, Assignments chosen);

// What a verb is about to do to a user. `before` is nothing for a new user; `after` is nothing
// where only the status changes (potential power stays: RT5).
struct Change {
    std::optional<Subject> before;
    std::optional<Subject> after;
};

enum class InstanceAct : std::uint8_t;
template <InstanceAct A>
class OperatorPermit;
template <Act A>
class Permit;
template <Act A>
Result<Permit<A>> permit(store::Snapshot&, Actor const&);
template <Act A>
Result<Permit<A>> permit(store::Snapshot&, Actor const&, PlaceNumber at);
template <Act A>
Result<Permit<A>> permit(store::Tx&, Actor const&, Change const&);

// Proof that `by` may do A in `account`, within `reach`.
template <Act A>
class Permit {
 public:
    AccountId const account;
    ActorId const by;
    Reach const reach;

 private:
    Permit(AccountId in, ActorId who, Reach where)
        : account(in), by(who), reach(std::move(where)) {}
    friend Result<Permit<A>> permit<A>(store::Snapshot&, Actor const&);
    friend Result<Permit<A>> permit<A>(store::Snapshot&, Actor const&, PlaceNumber);
    friend Result<Permit<A>> permit<A>(store::Tx&, Actor const&, Change const&);
    template <InstanceAct O>
    friend Permit<Act::users_invite> first_user(OperatorPermit<O> const&, AccountId);
};

namespace detail {
Result<Reach> judge(Act, Actor const&);
Result<Reach> judge(Act, Actor const&, PlaceNumber at);
Result<Reach> judge(Act, Actor const&, Change const&);
}  // namespace detail

// What is done to one user is permitted for that change alone, judged as a whole (RT8). The two
// weaker forms below look at no user: with these acts they do not compile.
constexpr bool changes_a_user(Act act) {
    return act == Act::users_invite || act == Act::users_edit || act == Act::users_suspend ||
           act == Act::users_delete || act == Act::users_reset || act == Act::users_erase ||
           act == Act::roles_assign || act == Act::grants_assign || act == Act::keys_manage;
}
// Refuses early, `access.no_act`, whoever holds the act nowhere. Permits nothing.
Result<void> may_somewhere(Act, Actor const&);

// For lists: A held anywhere; reach is where. `access.no_act`.
template <Act A>
Result<Permit<A>> permit(store::Snapshot&, Actor const& actor) {
    static_assert(!changes_a_user(A), "permit<A>(tx, actor, change) judges the user, too");
    auto where = TRY(detail::judge(A, actor));
    return Permit<A>(actor.account.id, actor.id, std::move(where));
}
// For what is not a user: A held at that place. `access.no_act`; `not_found` for a place that the
// actor cannot know of (RT29).
template <Act A>
Result<Permit<A>> permit(store::Snapshot&, Actor const& actor, PlaceNumber at) {
    static_assert(!changes_a_user(A), "permit<A>(tx, actor, change) judges the user, too");
    auto where = TRY(detail::judge(A, actor, at));
    return Permit<A>(actor.account.id, actor.id, std::move(where));
}
// RT8 whole: sight, then act (for roles_assign: at each changed assignment's scope; for
// users_edit with a move: at both homes, RT10; for users_invite of a new user: RT13; an invitation
// is also ended by who holds users.invite), then containment of the target's potential before and
// after. On oneself: RT12. `not_found`, `access.self`, `access.no_act`, `access.not_contained`, in
// this order (RT31); then `accounts.not_joined` (RT26), `roles.not_given_this_way` (RT25).
template <Act A>
Result<Permit<A>> permit(store::Tx&, Actor const& actor, Change const& change) {
    auto where = TRY(detail::judge(A, actor, change));
    return Permit<A>(actor.account.id, actor.id, std::move(where));
}

// What the actor may do to that user, for `can` in its row: "edit", "suspend", "resume",
// "delete", "reset", "resend", "roles", "grants", "own"; of a deleted one "restore", "erase"; of a
// service user "edit", "roles", "keys", "delete". The
// UI shows what stands here and nothing else.
std::vector<std::string_view> can(Actor const&, Subject const&);

// Acts of the instance's operators (RT26); none of them is an act inside an account.
enum class InstanceAct : std::uint8_t {
    accounts_open,
    accounts_list,
    operators_invite,
    keys_make,
    plans_set,
    accounts_status,      // suspend, resume, close
    accounts_first_user,  // resend to and correct, until accepted
    jobs_manage
};
template <InstanceAct A>
Result<OperatorPermit<A>> permit(Person const&);
template <InstanceAct A>
class OperatorPermit {
 public:
    ActorId const by;

 private:
    explicit OperatorPermit(ActorId who) : by(who) {}
    friend Result<OperatorPermit<A>> permit<A>(Person const&);
};
namespace detail {
Result<void> judge_operator(Person const&);
}
template <InstanceAct A>
Result<OperatorPermit<A>> permit(Person const& person) {
    TRY(detail::judge_operator(person));
    return OperatorPermit<A>(person.id);
}
// The one invitation that passes no gate: the first user of an account that is being opened, who
// holds what the blueprint's `opening` says (RT26).
template <InstanceAct A>
Permit<Act::users_invite> first_user(OperatorPermit<A> const& opens, AccountId account) {
    static_assert(A == InstanceAct::accounts_open);
    return Permit<Act::users_invite>(account, opens.by, Reach::whole());
}

}  // namespace usher::access
