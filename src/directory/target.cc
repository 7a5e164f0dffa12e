#include "directory/target.h"

#include "directory/view.h"
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

Result<void> not_deleted(User const& user) {
    if (user.status != access::Status::deleted) return {};
    return fail(
        Error{Code::conflict, "users.deleted", "This user is deleted. Restore them first."});
}

Result<http::Response> answer(store::Snapshot& snapshot, access::Actor const& actor, UserId id) {
    auto shown = TRY(view(snapshot, actor, id));
    return http::ok(shown).version(shown.version);
}

http::Route row(http::Method method, std::string_view path, std::string_view name,
                std::string_view about, std::string_view act) {
    http::Route route{method, path, name, about, act};
    route.answer = http::shape<UserView>();
    route.errors = {"http.version", "access.self", "access.not_contained"};
    return route;
}

}  // namespace usher::directory
