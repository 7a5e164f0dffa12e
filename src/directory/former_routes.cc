// POST …/former-users: which of some addresses belonged to users who are deleted and can be brought
// back by who asks, so that whoever is about to invite them is offered that instead (RT35, RT36).
// Of those in sight alone; an address that somebody has again is nobody's former one.
// POST …/known-users: which of them are users already whom the asker sees anyway in the list, so
// that they are told before they send. Of anybody else nothing is said (RT32).
#include <algorithm>
#include <type_traits>

#include "directory/former.h"
#include "directory/routes.h"
#include "directory/users.h"
#include "directory/view.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

constexpr std::int64_t max_asked = 500;  // as many as are invited at once

struct AskFormer {
    static constexpr std::string_view schema = "AskFormer";
    std::vector<std::string> emails;
};
void fields(FieldVisitor& v, AskFormer& asked) {
    v.field("emails", asked.emails, {.min = 1, .max = max_asked});
}

// What is told of one of the addresses: a user to bring back, or the id of one who is there.
template <class User>
struct FoundUser {
    static constexpr std::string_view schema =
        std::is_same_v<User, UserId> ? "KnownUser" : "FormerUser";
    std::string email;
    User user;
};
template <class User>
void fields(FieldVisitor& v, FoundUser<User>& one) {
    v.field("email", one.email, {.max = 4000, .about = "As it was asked for."});
    v.field("user", one.user);
}

template <class User>
struct FoundUsers {
    static constexpr std::string_view schema =
        std::is_same_v<User, UserId> ? "KnownUsers" : "FormerUsers";
    std::vector<FoundUser<User>> items;
};
template <class User>
void fields(FieldVisitor& v, FoundUsers<User>& found) {
    v.field("items", found.items, {.max = max_asked});
}
using FormerUsers = FoundUsers<UserView>;
using KnownUsers = FoundUsers<UserId>;

// In sight, and theirs to bring back.
Result<std::optional<UserView>> offered(store::Snapshot& snapshot, access::Actor const& actor,
                                        UserId id) {
    auto subject = access::subject(snapshot, actor, id);
    if (!subject) {
        if (subject.error().code != Code::not_found) return fail(std::move(subject).error());
        return std::optional<UserView>();
    }
    auto can = access::can(actor, *subject);
    if (std::ranges::find(can, "restore") == can.end()) return std::optional<UserView>();
    auto shown = TRY(view(snapshot, actor, id));
    return std::optional<UserView>(std::move(shown));
}

Result<Response> look(Request& rq, access::Authority const& authority) {
    auto asked = TRY(rq.body<AskFormer>());
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::may_somewhere(Act::users_delete, actor));
        FormerUsers found;
        for (auto const& text : asked.emails) {
            auto email = Email::parse(text);
            if (!email) continue;  // the invitation will say what is wrong with it
            auto taken = TRY(with_email(snapshot, actor.account.id, *email));
            auto id = taken ? std::nullopt : TRY(former_with(snapshot, actor, *email));
            auto user = id ? TRY(offered(snapshot, actor, *id)) : std::nullopt;
            if (user) found.items.push_back({text, std::move(*user)});
        }
        return http::ok(found);
    });
}

// Who is in no list of the reader's is not told of here either: those of other homes (RT28), too.
Result<bool> listed(store::Snapshot& snapshot, access::Actor const& actor, UserId id) {
    auto subject = access::subject(snapshot, actor, id);
    if (subject) return access::sight(actor, *subject) == access::Sight::full;
    if (subject.error().code != Code::not_found) return fail(std::move(subject).error());
    return false;
}

Result<Response> look_for_known(Request& rq, access::Authority const& authority) {
    auto asked = TRY(rq.body<AskFormer>());
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::may_somewhere(Act::users_invite, actor));
        TRY(access::permit<Act::users_view>(snapshot, actor));
        KnownUsers found;
        for (auto const& text : asked.emails) {
            auto email = Email::parse(text);
            if (!email) continue;
            auto user = TRY(with_email(snapshot, actor.account.id, *email));
            if (user && TRY(listed(snapshot, actor, *user))) found.items.push_back({text, *user});
        }
        return http::ok(found);
    });
}

}  // namespace

void add_former_routes(http::Router& router, access::Authority const& authority) {
    http::Route row{http::Method::post, "/v1/accounts/{account}/former-users", "former_users",
                    "Deleted users in sight who had one of these addresses and can be restored.",
                    "users.delete"};
    row.handler = [&](Request& rq) { return look(rq, authority); };
    row.body = http::shape<AskFormer>();
    row.answer = http::shape<FormerUsers>();
    row.max_body = 256 * 1024;
    router.add(std::move(row));

    http::Route known{http::Method::post, "/v1/accounts/{account}/known-users", "known_users",
                      "Users in sight who have one of these addresses already.", "users.invite"};
    known.handler = [&](Request& rq) { return look_for_known(rq, authority); };
    known.body = http::shape<AskFormer>();
    known.answer = http::shape<KnownUsers>();
    known.max_body = 256 * 1024;
    router.add(std::move(known));
}

}  // namespace usher::directory
