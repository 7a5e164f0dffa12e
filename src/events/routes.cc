#include "events/routes.h"

#include <cstring>

#include "access/permit.h"
#include "base/errors.h"
#include "events/stream.h"
#include "store/tx.h"

namespace usher::events {
namespace {

using http::Request;
using http::Response;

struct Reader {
    IdBytes who{}, credential{};
};

// Whose sessions or key end, the stream ends. The instance's own never does.
Result<Reader> reader_of(store::Snapshot& snapshot, access::Authority const& authority,
                         http::Credential const& credential, access::Actor const& actor) {
    if (credential.kind != http::Credential::Kind::session)
        return Reader{actor.id.bytes, actor.id.bytes};
    auto person = TRY(authority.person(snapshot, credential));
    return Reader{person.identity.bytes, person.session.bytes};
}

// The random half of an id.
std::uint32_t chance_of(RequestId id) {
    std::uint32_t chance = 0;
    std::memcpy(&chance, id.bytes.data() + 12, sizeof chance);
    return chance;
}

Result<Response> listen(Request& rq, access::Authority const& authority, Hub& hub) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::permit<Act::users_view>(snapshot, actor));
        auto reader = TRY(reader_of(snapshot, authority, rq.credential(), actor));
        auto account = actor.account.id;
        auto ear = hub.listen(account.bytes, reader.who, reader.credential);
        if (!ear) return fail(http::known("events.too_many").with("retry_after_s", "30"));
        auto jobs = TRY(bulk::Watch::begin(snapshot, account));
        auto stream = std::make_shared<AccountStream>(rq.store(), authority, rq.credential(),
                                                      account, std::move(ear), std::move(jobs));
        return http::event_stream(std::move(stream), chance_of(rq.id()));
    });
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority, Hub& hub) {
    http::Route events{
        http::Method::get, "/v1/accounts/{account}/events", "events",
        "What happens, as events: users (something about users changed, read them "
        "again) and job (how far one of yours is). Ends when you may no longer look.",
        "users.view"};
    events.handler = [&](Request& rq) { return listen(rq, authority, hub); };
    events.answer = http::shape<JobProgress>();
    events.media_type = http::event_stream_type;
    events.errors = {"events.too_many"};
    router.add(std::move(events));
}

}  // namespace usher::events
