// A user about to be changed: read under the account's lock (its actor was), in sight, of the
// version named.
#pragma once

#include "access/actor.h"
#include "access/permit.h"
#include "base/result.h"
#include "directory/users.h"
#include "http/router.h"

namespace usher::directory {

struct Target {
    User user;
    access::Subject subject;
};
// `not_found`, `http.version`.
Result<Target> target(store::Tx&, http::Request const&, access::Actor const&, UserId);

// `users.deleted`.
Result<void> not_deleted(User const&);

// The frame of every change to one user: who, whom, the verb. verb: (Tx&, Actor const&, Target&) →
// Result<Response>.
template <class Verb>
Result<http::Response> change(http::Request& rq, access::Authority const& authority, Verb verb) {
    auto id = TRY(rq.id_param<UserId>("user"));
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<http::Response> {
        auto whom = TRY(target(tx, rq, actor, id));
        return verb(tx, actor, whom);
    });
}

// What such a change answers: the user as they are now, with their version.
Result<http::Response> answer(store::Snapshot&, access::Actor const&, UserId);
// Its row: the answer, and what any change to a user may be refused for.
http::Route row(http::Method, std::string_view path, std::string_view name, std::string_view about,
                std::string_view act);

}  // namespace usher::directory
