#include <charconv>

#include "audit/kept_checkpoints.h"
#include "audit/query.h"
#include "audit/routes.h"

namespace usher::audit {
namespace {

using http::Request;
using http::Response;
using AuditExport = access::Permit<Act::audit_export>;

constexpr std::int64_t verified_at_once = 10'000;
constexpr std::string_view purpose = "audit.verification";

struct ChainPage {
    static constexpr std::string_view schema = "AuditChain";
    json::Value items = json::Array{};
    std::optional<std::int64_t> next;
    std::optional<Checkpoint> checkpoint;
    std::optional<std::vector<Checkpoint>> kept;
};
void fields(FieldVisitor& v, ChainPage& page) {
    v.field("items", page.items, {.about = "What `usher audit verify` reads, a line each."});
    v.field("next", page.next, {.max = 9007199254740991});
    v.field("checkpoint", page.checkpoint, {.about = "With the last page: of the chain so far."});
    v.field("kept", page.kept, {.about = "With the first page: those that were made on the way."});
}

struct Verification {
    static constexpr std::string_view schema = "AuditVerification";
    std::string state;
    std::int64_t count = 0, erased = 0;
    std::optional<Time> at;
    std::optional<std::string> head, detail, next;
};
void fields(FieldVisitor& v, Verification& verification) {
    v.field("state", verification.state, {.choices = {"going_on", "whole", "broken"}});
    v.field("count", verification.count, {.about = "Events that were verified so far."});
    v.field("erased", verification.erased, {.about = "Those whose personal values were erased."});
    v.field("at", verification.at, {.about = "When the last of them happened."});
    v.field("head", verification.head, {.about = "The last hash; hex."});
    v.field("detail", verification.detail, {.max = 1000, .about = "What does not fit."});
    v.field("next", verification.next, {.about = "Go on with ?after=."});
}

Result<ChainPage> page_of(store::Snapshot& snapshot, SealingKey const& key, AccountId account,
                          std::vector<Link> const& links, std::int64_t after, std::int64_t limit) {
    ChainPage page;
    if (after == 0) page.kept = TRY(kept_checkpoints(snapshot, account));
    json::Array lines;
    for (auto const& link : links) lines.push_back(to_line(link));
    page.items = std::move(lines);
    if (static_cast<std::int64_t>(links.size()) == limit) {
        page.next = links.back().seq;
        return page;
    }
    auto now = TRY(head(snapshot, account));
    page.checkpoint = signed_checkpoint(key, account, now.seq, now.hash, snapshot.now());
    return page;
}

Result<AuditExport> may_export(store::Snapshot& snapshot, Request const& rq, Needs const& needs) {
    auto actor = TRY(needs.authority.actor(snapshot, rq.credential(), rq.param("account")));
    return access::permit<Act::audit_export>(snapshot, actor, access::account_place);
}

Result<Response> account_chain(Request& rq, Needs const& needs) {
    auto limit = TRY(rq.query_integer("limit", 1000, 1, max_chain_page));
    auto after = TRY(rq.query_integer("after", 0, 0, 9007199254740991));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto may = TRY(may_export(snapshot, rq, needs));
        auto links = TRY(chain(snapshot, may, after, limit));
        return http::ok(TRY(page_of(snapshot, needs.key, may.account, links, after, limit)));
    });
}

Result<Response> own_chain(Request& rq, Needs const& needs) {
    auto limit = TRY(rq.query_integer("limit", 1000, 1, max_chain_page));
    auto after = TRY(rq.query_integer("after", 0, 0, 9007199254740991));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        auto may = TRY(access::permit<access::InstanceAct::accounts_list>(person));
        auto links = TRY(instance_chain(snapshot, may, after, limit));
        return http::ok(TRY(page_of(snapshot, needs.key, AccountId{}, links, after, limit)));
    });
}

Result<Response> account_checkpoint(Request& rq, Needs const& needs) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto may = TRY(may_export(snapshot, rq, needs));
        auto now = TRY(head(snapshot, may.account));
        auto name = "attachment; filename=\"checkpoint-" + std::to_string(now.seq) + ".json\"";
        return http::ok(
                   signed_checkpoint(needs.key, may.account, now.seq, now.hash, snapshot.now()))
            .with("Content-Disposition", name);
    });
}

Result<Response> own_checkpoint(Request& rq, Needs const& needs) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(needs.authority.person(snapshot, rq.credential()));
        TRY(access::permit<access::InstanceAct::accounts_list>(person));
        auto now = TRY(head(snapshot, AccountId{}));
        return http::ok(
            signed_checkpoint(needs.key, AccountId{}, now.seq, now.hash, snapshot.now()));
    });
}

// How far a verification came, between two requests. Sealed: nobody begins with a head of theirs.
std::string state_of(SealingKey const& key, Random& random, AccountId account,
                     Verifier const& verifier) {
    auto text = account.text() + " " + std::to_string(verifier.count()) + " " +
                std::to_string(verifier.erased()) + " ";
    text += bytes_of(verifier.head());
    return base64url(key.seal(purpose, text, random));
}

std::optional<std::int64_t> number_before(std::string_view& text) {
    std::int64_t number = 0;
    auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || at == text.data() + text.size() || *at != ' ') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(at - text.data()) + 1);
    return number;
}

std::optional<Verifier> resumed(SealingKey const& key, AccountId account, std::string_view cursor) {
    auto sealed = from_base64url(cursor);
    auto plain = sealed ? key.open(purpose, *sealed) : std::nullopt;
    auto front = account.text() + " ";
    if (!plain || !plain->starts_with(front)) return std::nullopt;
    auto rest = std::string_view(*plain).substr(front.size());
    auto count = number_before(rest);
    auto erased = count ? number_before(rest) : std::nullopt;
    if (!erased || rest.size() != 32) return std::nullopt;
    Digest head;
    std::memcpy(head.data(), rest.data(), head.size());
    return Verifier(account, *count, *erased, head);
}

Verification broken(Verifier const& verifier, std::optional<Time> at, std::string detail) {
    return {"broken", verifier.count(), verifier.erased(), at, {}, std::move(detail), {}};
}

// What the instance signed for on the way: the chain must lead through it.
Result<void> passed(Checkpoint const& kept, SealingKey const& key, Verifier const& verifier) {
    TRY(judge(kept, Signer(key, checkpoint_purpose).public_key()));
    return agree(kept, verifier, verifier.head());
}

// Follows the next piece of the chain; at its end, what the account says of it.
Result<Verification> verified(store::Snapshot& snapshot, AuditExport const& may, Verifier& verifier,
                              SealingKey const& key, Random& random) {
    auto links = TRY(chain(snapshot, may, verifier.count(), verified_at_once));
    auto kept = TRY(kept_checkpoints(snapshot, may.account, verifier.count()));
    auto next_kept = kept.begin();
    std::optional<Time> at;
    for (auto const& link : links) {
        auto step = verifier.step(link);
        bool here = step && next_kept != kept.end() && next_kept->seq == verifier.count();
        if (here) step = passed(*next_kept++, key, verifier);
        if (!step) return broken(verifier, at, step.error().detail);
        at = link.at;
    }
    Verification so_far{
        "going_on", verifier.count(), verifier.erased(), at, hex(bytes_of(verifier.head())), {},
        {}};
    if (static_cast<std::int64_t>(links.size()) == verified_at_once) {
        so_far.next = state_of(key, random, may.account, verifier);
        return so_far;
    }
    if (next_kept != kept.end()) {
        auto short_of = passed(*next_kept, key, verifier);
        return broken(verifier, at, short_of ? std::string() : short_of.error().detail);
    }
    auto should = TRY(head(snapshot, may.account));
    if (should.seq != verifier.count() || should.hash != verifier.head()) {
        return broken(verifier, at,
                      "The account knows of " + std::to_string(should.seq) +
                          " events; the chain ends after " + std::to_string(verifier.count()) +
                          " or with another hash.");
    }
    so_far.state = "whole";
    return so_far;
}

Result<Response> verification(Request& rq, Needs const& needs) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto may = TRY(may_export(snapshot, rq, needs));
        std::optional<Verifier> verifier(may.account);
        if (auto after = rq.query("after")) verifier = resumed(needs.key, may.account, *after);
        if (!verifier)
            return fail(invalid_field("after", "id.malformed", "after is no cursor of ours."));
        return http::ok(TRY(verified(snapshot, may, *verifier, needs.key, rq.store().random())));
    });
}

void add_chains(http::Router& router, Needs const& needs) {
    http::Route chain_row{http::Method::get, "/v1/accounts/{account}/audit/chain", "audit_chain",
                          "The hash chain, for verification.", "audit.export"};
    chain_row.handler = [needs](Request& rq) { return account_chain(rq, needs); };
    chain_row.query = {{"after", "Events after that number."}, {"limit", "1 to 2000."}};
    chain_row.answer = http::shape<ChainPage>();
    router.add(std::move(chain_row));

    http::Route own{http::Method::get, "/v1/audit/chain", "instance_audit_chain",
                    "The instance's own hash chain.", "operator"};
    own.handler = [needs](Request& rq) { return own_chain(rq, needs); };
    own.query = {{"after", "Events after that number."}, {"limit", "1 to 2000."}};
    own.answer = http::shape<ChainPage>();
    router.add(std::move(own));
}

}  // namespace

void add_chain_routes(http::Router& router, Needs const& needs) {
    add_chains(router, needs);

    http::Route verify{http::Method::get, "/v1/accounts/{account}/audit/verification",
                       "verify_audit", "Follows the chain a piece further, and says what it found.",
                       "audit.export"};
    verify.handler = [needs](Request& rq) { return verification(rq, needs); };
    verify.query = {{"after", "Where the piece before ended; left out: from the beginning."}};
    verify.answer = http::shape<Verification>();
    router.add(std::move(verify));

    http::Route checkpoint{http::Method::get, "/v1/accounts/{account}/audit/checkpoint",
                           "audit_checkpoint", "The chain's length and head, signed.",
                           "audit.export"};
    checkpoint.handler = [needs](Request& rq) { return account_checkpoint(rq, needs); };
    checkpoint.answer = http::shape<Checkpoint>();
    router.add(std::move(checkpoint));

    http::Route own{http::Method::get, "/v1/audit/checkpoint", "instance_audit_checkpoint",
                    "The length and head of the instance's own chain, signed.", "operator"};
    own.handler = [needs](Request& rq) { return own_checkpoint(rq, needs); };
    own.answer = http::shape<Checkpoint>();
    router.add(std::move(own));
}

}  // namespace usher::audit
