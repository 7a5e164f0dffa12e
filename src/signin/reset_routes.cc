#include "directory/target.h"
#include "signin/entries.h"
#include "signin/recovery.h"
#include "signin/routes.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct SendReset {
    static constexpr std::string_view schema = "SendReset";
    std::optional<bool> end_now;
};
void fields(FieldVisitor& v, SendReset& send) {
    v.field("end_now", send.end_now,
            {.about = "True: the old password no longer opens this account. Left out: it stays "
                      "valid until a new one is set."});
}

struct SentResetView {
    static constexpr std::string_view schema = "SentReset";
    std::string email;
    bool sent = true, ended = false;
};
void fields(FieldVisitor& v, SentResetView& sent) {
    v.field("email", sent.email, {.max = 254, .about = "Where the link went."});
    v.field("sent", sent.sent,
            {.about = "False: one went a moment ago, and this only ended the old password."});
    v.field("ended", sent.ended, {.about = "The old password no longer opens this account."});
}

struct EntryView {
    static constexpr std::string_view schema = "UserEntry";
    std::string user_agent, address;
    Time first_at, last_at;
};
void fields(FieldVisitor& v, EntryView& entry) {
    v.field("user_agent", entry.user_agent, {.about = "What the browser says it is."});
    v.field("address", entry.address, {.about = "Where it signed in from."});
    v.field("first_at", entry.first_at, {.about = "When it first entered this account."});
    v.field("last_at", entry.last_at, {.about = "To about five minutes."});
}

struct EntriesView {
    static constexpr std::string_view schema = "UserEntries";
    bool reset_needed = false;
    std::vector<EntryView> items;
};
void fields(FieldVisitor& v, EntriesView& entries) {
    v.field("reset_needed", entries.reset_needed,
            {.about = "They were asked for a new password, and enter again once they set one."});
    v.field("items", entries.items,
            {.max = max_entries_listed,
             .about = "Sessions that this account is open in, and nothing of other accounts."});
}

Result<Response> list(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<UserId>("user"));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto subject = TRY(access::subject(snapshot, actor, id));
        TRY(may_read_entries(actor, subject));
        auto entries = TRY(entries_of(snapshot, actor.account.id, id));
        EntriesView view{entries.reset_needed, {}};
        for (auto const& one : entries.items)
            view.items.push_back({one.user_agent, one.address, one.first_at, one.last_at});
        return http::ok(view);
    });
}

// The frame of both: whom, under the account's lock and through the gate (RT8, RT9).
template <class Verb>
Result<Response> with_user(Request& rq, access::Authority const& authority, Verb verb) {
    return directory::change(rq, authority,
                             [&](store::Tx& tx, access::Actor const& actor,
                                 directory::Target& whom) -> Result<Response> {
                                 access::Change change{whom.subject, {}};
                                 auto may =
                                     TRY(access::permit<Act::users_reset>(tx, actor, change));
                                 return verb(tx, actor, may, whom.user);
                             });
}

Result<Response> send(Request& rq, Recovery const& needs) {
    auto wanted = TRY(rq.body<SendReset>());
    auto old = wanted.end_now.value_or(false) ? OldPassword::ends_here : OldPassword::stays;
    return with_user(
        rq, needs.authority,
        [&](store::Tx& tx, access::Actor const& actor, access::Permit<Act::users_reset> const& may,
            directory::User const& user) -> Result<Response> {
            auto sent = TRY(send_reset(tx, needs.outbox, actor, may, user, old, rq.id().text()));
            return http::ok(SentResetView{sent.email, sent.sent, old == OldPassword::ends_here});
        });
}

Result<Response> end(Request& rq, Recovery const& needs) {
    return with_user(
        rq, needs.authority,
        [&](store::Tx& tx, access::Actor const&, access::Permit<Act::users_reset> const& may,
            directory::User const& user) -> Result<Response> {
            TRY(end_entries(tx, may, user, rq.id().text()));
            return http::no_content();
        });
}

}  // namespace

void add_reset_routes(http::Router& router, Recovery const& needs) {
    http::Route sends{http::Method::post, "/v1/accounts/{account}/users/{user}/reset", "send_reset",
                      "Mails the user a link to choose a new password.", "users.reset"};
    sends.handler = [needs](Request& rq) { return send(rq, needs); };
    sends.body = http::shape<SendReset>();
    sends.answer = http::shape<SentResetView>();
    sends.errors = {"http.version",     "access.self",          "access.not_contained",
                    "users.not_active", "passwords.no_address", "passwords.sent_lately"};
    router.add(std::move(sends));

    http::Route lists{http::Method::get, "/v1/accounts/{account}/users/{user}/entries",
                      "user_entries", "Where the user has this account open.", "users.reset"};
    lists.handler = [needs](Request& rq) { return list(rq, needs.authority); };
    lists.answer = http::shape<EntriesView>();
    lists.errors = {"access.self", "access.not_contained"};
    router.add(std::move(lists));

    http::Route ends{http::Method::delete_, "/v1/accounts/{account}/users/{user}/entries",
                     "end_entries", "Signs the user out of this account, and of no other.",
                     "users.reset"};
    ends.handler = [needs](Request& rq) { return end(rq, needs); };
    ends.status = 204;
    ends.errors = {"http.version", "access.self", "access.not_contained", "users.not_active"};
    router.add(std::move(ends));
}

}  // namespace usher::signin
