#include "backup/note.h"

namespace usher::backup {

void fields(FieldVisitor& v, Noted& noted) {
    v.field("at", noted.at);
    v.field("accounts", noted.accounts);
    v.field("events", noted.events);
    v.field("bytes", noted.bytes);
    v.field("encrypted", noted.encrypted);
    v.field("instance_key", noted.instance_key);
}

namespace {

// Nobody over the network says that a backup was made.
Result<http::Response> post(http::Request& rq, access::Authority const& authority) {
    auto noted = TRY(rq.body<Noted>());
    auto asks = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(asks,
                    [&](store::Tx& tx, access::Person const& person) -> Result<http::Response> {
                        if (!person.instance) return fail(not_found());
                        auto may = TRY(access::permit<access::InstanceAct::jobs_manage>(person));
                        TRY(note(tx, may, noted, rq.id().text()));
                        return http::no_content();
                    });
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority) {
    router.add({.method = http::Method::post,
                .path = "/v1/backups",
                .name = "note_backup",
                .about = "A backup was made and is good: usher backup says so.",
                .act = "operator",
                .handler = [&](http::Request& rq) { return post(rq, authority); },
                .body = http::shape<Noted>(),
                .status = 204,
                .described = false});
}

}  // namespace usher::backup
