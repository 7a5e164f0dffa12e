#include "directory/target.h"

#include "store/tx.h"

namespace usher::directory {

Result<Target> target(store::Tx& tx, http::Request const& rq, access::Actor const& actor,
                      UserId id) {
    auto subject = TRY(access::subject(tx, actor, id));
    auto user = TRY(find(tx, actor.account.id, id));
    if (!user) return fail(not_found());
    auto version = TRY(rq.if_match());
    if (version && *version != user->version) {
        return fail(Error{Code::precondition_failed, "http.version",
                          "Somebody else has changed this user since you read it."}
                        .with("version", std::to_string(user->version)));
    }
    return Target{std::move(*user), std::move(subject)};
}

}  // namespace usher::directory
