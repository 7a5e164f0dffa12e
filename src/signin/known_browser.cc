#include "signin/known_browser.h"

#include "base/secret.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

std::optional<Digest> presented(http::Request const& rq) {
    auto cookie = rq.cookie(browser_cookie);
    return cookie ? token_digest(*cookie) : std::nullopt;
}

}  // namespace

Result<std::string> known_browser(store::Snapshot& snapshot, IdentityId identity,
                                  http::Request const& rq) {
    auto digest = presented(rq);
    if (!digest) return std::string();
    auto row =
        TRY(snapshot.one("select 1 from known_browsers where digest = $1 and identity_id = $2 "
                         "and seen_at > $3",
                         *digest, identity, snapshot.now() - browser_ttl));
    if (!row) return std::string();
    return identity.text() + " " + std::string(digest->begin(), digest->end());
}

Result<std::string> remember_browser(store::Tx& tx, IdentityId identity, http::Request const& rq) {
    auto digest = presented(rq);
    if (digest) {
        auto seen =
            TRY(tx.exec("update known_browsers set seen_at = $3 where digest = $1 "
                        "and identity_id = $2",
                        *digest, identity, tx.now()));
        if (seen == 1) return std::string();
    }
    auto token = new_token(tx.random());
    TRY(tx.exec("insert into known_browsers (digest, identity_id, seen_at) values ($1, $2, $3)",
                token.digest, identity, tx.now()));
    TRY(
        tx.exec("delete from known_browsers where identity_id = $1 and digest not in "
                "(select digest from known_browsers where identity_id = $1 "
                "order by seen_at desc, digest limit $2)",
                identity, max_browsers_of_identity));
    return http::cookie_text(browser_cookie, token.text.reveal(), browser_ttl.ms / 1000);
}

http::Response with_browser(http::Response response, std::string const& cookie) {
    if (cookie.empty()) return response;
    return std::move(response).with("Set-Cookie", cookie);
}

}  // namespace usher::signin
