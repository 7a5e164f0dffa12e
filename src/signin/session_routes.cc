#include "http/write_plain.h"
#include "signin/routes.h"
#include "signin/sessions.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct SessionView {
    static constexpr std::string_view schema = "Session";
    SessionId id;
    std::string user_agent, address;
    Time created_at, last_seen_at;
    bool current = false;
};
void fields(FieldVisitor& v, SessionView& session) {
    v.field("id", session.id);
    v.field("user_agent", session.user_agent, {.about = "What the browser says it is."});
    v.field("address", session.address, {.about = "Where it signed in from."});
    v.field("created_at", session.created_at);
    v.field("last_seen_at", session.last_seen_at, {.about = "To about five minutes."});
    v.field("current", session.current, {.about = "The one that asks."});
}

struct Sessions {
    static constexpr std::string_view schema = "Sessions";
    std::vector<SessionView> items;
};
void fields(FieldVisitor& v, Sessions& sessions) {
    v.field("items", sessions.items, {.max = max_sessions_listed});
}

Result<Response> list(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(authority.person(snapshot, rq.credential()));
        Sessions answer;
        for (auto const& one : TRY(sessions_of(snapshot, person.identity))) {
            answer.items.push_back({one.id, one.user_agent, one.address, one.created_at,
                                    one.last_seen_at, one.id == person.session});
        }
        return http::ok(answer);
    });
}

Result<Response> end_one(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<SessionId>("session"));
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<Response> {
        auto person = TRY(authority.person(tx, rq.credential()));
        TRY(end_session(tx, person.identity, id));
        auto answer = http::no_content();
        if (id == person.session) return std::move(answer).with("Set-Cookie", ended_cookie());
        return answer;
    });
}

Result<Response> end_others(Request& rq, access::Authority const& authority) {
    return http::write_plain(rq, [&](store::Tx& tx) -> Result<Response> {
        auto person = TRY(authority.person(tx, rq.credential()));
        TRY(end_other_sessions(tx, person.identity, person.session));
        return http::no_content();
    });
}

}  // namespace

void add_session_routes(http::Router& router, Recovery const& needs) {
    auto const& authority = needs.authority;
    http::Route all{http::Method::get, "/v1/me/sessions", "my_sessions", "Where you are signed in.",
                    "self"};
    all.handler = [&authority](Request& rq) { return list(rq, authority); };
    all.answer = http::shape<Sessions>();
    router.add(std::move(all));

    http::Route one{http::Method::delete_, "/v1/me/sessions/{session}", "end_session",
                    "Signs one of your sessions out.", "self"};
    one.handler = [&authority](Request& rq) { return end_one(rq, authority); };
    one.status = 204;
    router.add(std::move(one));

    http::Route others{http::Method::delete_, "/v1/me/sessions", "end_other_sessions",
                       "Signs you out everywhere but here.", "self"};
    others.handler = [&authority](Request& rq) { return end_others(rq, authority); };
    others.status = 204;
    router.add(std::move(others));
}

}  // namespace usher::signin
