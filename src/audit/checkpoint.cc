#include "audit/checkpoint.h"

namespace usher::audit {
namespace {

std::string message(Checkpoint const& checkpoint) {
    return "usher audit checkpoint 1\n" + checkpoint.account.text() + "\n" +
           std::to_string(checkpoint.seq) + "\n" + checkpoint.hash + "\n" +
           std::to_string(checkpoint.at.ms);
}

Error wrong(std::string_view what) {
    return Error{Code::conflict, "audit.checkpoint", "The checkpoint " + std::string(what)};
}

std::string word(Line kind) { return kind == Line::kept ? "kept" : "checkpoint"; }

Error broken(std::string const& what) { return Error{Code::conflict, "audit.broken", what}; }

}  // namespace

void fields(FieldVisitor& v, Checkpoint& checkpoint) {
    v.field("account", checkpoint.account, {.about = "Zeros: the instance's own chain."});
    v.field("seq", checkpoint.seq, {.about = "How many events the chain had."});
    v.field("hash", checkpoint.hash, {.about = "Of the last of them; hex."});
    v.field("at", checkpoint.at);
    v.field("key", checkpoint.key, {.about = "The instance's public key (Ed25519); hex."});
    v.field("signature", checkpoint.signature);
}

Checkpoint signed_checkpoint(SealingKey const& key, AccountId account, std::int64_t seq,
                             Digest const& head, Time now) {
    Signer signer(key, checkpoint_purpose);
    Checkpoint checkpoint{account, seq, hex(bytes_of(head)), now, hex(signer.public_key()), {}};
    checkpoint.signature = hex(signer.sign(message(checkpoint)));
    return checkpoint;
}

Result<void> judge(Checkpoint const& checkpoint, std::optional<PublicKey> const& expected) {
    auto key = public_key_from(checkpoint.key);
    auto signature = signature_from(checkpoint.signature);
    if (expected && key != expected) return fail(wrong("is signed by another key."));
    if (!key || !signature || !verify_signature(*key, message(checkpoint), *signature))
        return fail(wrong("is not signed by the key that it names."));
    return {};
}

Result<void> agree(Checkpoint const& checkpoint, Verifier const& verifier,
                   std::optional<Digest> const& then) {
    auto signed_for = std::to_string(checkpoint.seq);
    if (verifier.count() < checkpoint.seq) {
        return fail(broken("The chain ends after event " + std::to_string(verifier.count()) + "; " +
                           signed_for + " were signed for."));
    }
    if (!then || hex(bytes_of(*then)) != checkpoint.hash)
        return fail(broken("Up to event " + signed_for + " it is not the chain that was signed."));
    return {};
}

json::Value to_line(Checkpoint const& checkpoint, Line kind) {
    json::Object line;
    auto value = json::parse(to_json(checkpoint));
    line.emplace_back(word(kind), value ? *value : json::Value());
    return line;
}

Result<std::optional<Checkpoint>> checkpoint_from_line(json::Value const& line, Line kind) {
    auto const* found = line.object() ? line.member(word(kind)) : nullptr;
    if (!found) return std::optional<Checkpoint>();
    auto checkpoint = read_fields<Checkpoint>(*found);
    if (!checkpoint) {
        return fail(Error{Code::bad_request, "audit.not_an_export",
                          "The checkpoint cannot be read: " + checkpoint.error().detail});
    }
    return std::optional<Checkpoint>(*checkpoint);
}

}  // namespace usher::audit
