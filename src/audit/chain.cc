#include "audit/chain.h"

#include "base/text.h"

namespace usher::audit {
namespace {

// Fields are length-prefixed: no two different events have the same bytes.
void append(std::string& out, std::string_view field) {
    std::uint64_t n = field.size();
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(n >> shift));
    out.append(field);
}

void append(std::string& out, std::int64_t number) { append(out, std::to_string(number)); }

Error broken(std::int64_t seq, std::string_view what) {
    auto text = "Event " + std::to_string(seq) + ": " + std::string(what);
    return Error{Code::conflict, "audit.broken", text}.with("seq", std::to_string(seq));
}

std::optional<std::string> unhex(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        unsigned value = 0;
        auto end = digits.data() + i + 2;
        auto [at, error] = std::from_chars(digits.data() + i, end, value, 16);
        if (error != std::errc{} || at != end) return std::nullopt;
        bytes.push_back(static_cast<char>(value));
    }
    return bytes;
}

std::optional<Digest> digest_from(std::string_view digits) {
    auto bytes = unhex(digits);
    if (!bytes || bytes->size() != 32) return std::nullopt;
    Digest digest;
    std::memcpy(digest.data(), bytes->data(), 32);
    return digest;
}

Error unreadable(std::string_view member) {
    return Error{Code::bad_request, "audit.not_an_export",
                 "A line of the export has no readable \"" + std::string(member) + "\"."};
}

Result<std::string> text_member(json::Value const& line, std::string_view name) {
    auto const* member = line.member(name);
    if (!member || !member->text()) return fail(unreadable(name));
    return *member->text();
}

Result<std::int64_t> integer_member(json::Value const& line, std::string_view name) {
    auto const* member = line.member(name);
    if (!member || !member->integer()) return fail(unreadable(name));
    return *member->integer();
}

}  // namespace

Digest chain_start(AccountId account) { return sha256("usher audit chain 1 " + account.text()); }

Digest digest_of_details(std::string_view salt, std::string_view details) {
    return sha256(std::string(salt) + std::string(details));
}

Digest hash_of(Link const& link, Digest const& before) {
    std::string bytes;
    append(bytes, bytes_of(before));
    append(bytes, link.account.text());
    append(bytes, link.seq);
    append(bytes, link.event.text());
    append(bytes, link.at.ms);
    append(bytes, link.act);
    append(bytes, link.by);
    append(bytes, link.target);
    append(bytes, link.place);
    append(bytes, link.request_id);
    append(bytes, bytes_of(link.details_digest));
    if (link.personal_digest) {
        append(bytes, "personal");
        append(bytes, bytes_of(*link.personal_digest));
    }
    if (link.moved_to) {
        append(bytes, "moved_to");
        append(bytes, *link.moved_to);
    }
    return sha256(bytes);
}

Result<void> Verifier::step(Link const& link) {
    if (link.account != account_) return fail(broken(link.seq, "it belongs to another account."));
    if (link.seq != count_ + 1) {
        auto expected = "number " + std::to_string(count_ + 1) + " is missing before it.";
        return fail(broken(link.seq, expected));
    }
    if (link.details && digest_of_details(link.salt, *link.details) != link.details_digest)
        return fail(broken(link.seq, "its details were altered."));
    if (link.personal &&
        (!link.personal_digest ||
         digest_of_details(link.personal_salt, *link.personal) != *link.personal_digest))
        return fail(broken(link.seq, "its personal values were altered."));
    if (hash_of(link, head_) != link.hash)
        return fail(broken(link.seq, "it, or one before it, was altered."));
    head_ = link.hash;
    ++count_;
    if (!link.details || (link.personal_digest && !link.personal)) ++erased_;
    return {};
}

json::Value to_line(Link const& link) {
    json::Object line;
    line.emplace_back("account", link.account.text());
    line.emplace_back("seq", link.seq);
    line.emplace_back("id", link.event.text());
    line.emplace_back("at", link.at.ms);
    line.emplace_back("act", link.act);
    line.emplace_back("by", link.by);
    line.emplace_back("target", link.target);
    line.emplace_back("place", link.place);
    if (link.moved_to) line.emplace_back("moved_to", *link.moved_to);
    line.emplace_back("request", link.request_id);
    line.emplace_back("details", link.details ? json::Value(*link.details) : json::Value());
    line.emplace_back("salt", hex(link.salt));
    line.emplace_back("details_digest", hex(bytes_of(link.details_digest)));
    if (link.personal_digest) {
        line.emplace_back("personal", link.personal ? json::Value(*link.personal) : json::Value());
        line.emplace_back("personal_salt", hex(link.personal_salt));
        line.emplace_back("personal_digest", hex(bytes_of(*link.personal_digest)));
    }
    line.emplace_back("hash", hex(bytes_of(link.hash)));
    return line;
}

static Result<void> read_personal(json::Value const& line, Link& link) {
    auto const* personal = line.member("personal");
    if (!personal) return {};
    if (!personal->null() && !personal->text()) return fail(unreadable("personal"));
    if (personal->text()) link.personal = *personal->text();
    auto salt = unhex(TRY(text_member(line, "personal_salt")));
    if (!salt) return fail(unreadable("personal_salt"));
    link.personal_salt = *salt;
    link.personal_digest = digest_from(TRY(text_member(line, "personal_digest")));
    if (!link.personal_digest) return fail(unreadable("personal_digest"));
    return {};
}

Result<Link> from_line(json::Value const& line) {
    Link link;
    auto account = AccountId::parse(TRY(text_member(line, "account")));
    if (!account) return fail(unreadable("account"));
    link.account = *account;
    link.seq = TRY(integer_member(line, "seq"));
    auto event = EventId::parse(TRY(text_member(line, "id")));
    if (!event) return fail(unreadable("id"));
    link.event = *event;
    link.at.ms = TRY(integer_member(line, "at"));
    link.act = TRY(text_member(line, "act"));
    link.by = TRY(text_member(line, "by"));
    link.target = TRY(text_member(line, "target"));
    link.place = TRY(integer_member(line, "place"));
    if (line.member("moved_to")) link.moved_to = TRY(integer_member(line, "moved_to"));
    link.request_id = TRY(text_member(line, "request"));
    auto const* details = line.member("details");
    if (!details || (!details->null() && !details->text())) return fail(unreadable("details"));
    if (details->text()) link.details = *details->text();
    auto salt = unhex(TRY(text_member(line, "salt")));
    if (!salt) return fail(unreadable("salt"));
    link.salt = *salt;
    auto digest = digest_from(TRY(text_member(line, "details_digest")));
    if (!digest) return fail(unreadable("details_digest"));
    link.details_digest = *digest;
    TRY(read_personal(line, link));
    auto hash = digest_from(TRY(text_member(line, "hash")));
    if (!hash) return fail(unreadable("hash"));
    link.hash = *hash;
    return link;
}

}  // namespace usher::audit
