#include "access/actor.h"

namespace usher::access {
namespace {

struct Kind {
    ActorId::Kind kind;
    std::string_view word, prefix;  // no prefix: the word alone
};
constexpr Kind kinds[] = {
    {ActorId::Kind::user, "user", UserId::prefix},
    {ActorId::Kind::operator_, "operator", IdentityId::prefix},
    {ActorId::Kind::product, "product", KeyId::prefix},
    {ActorId::Kind::key, "key", KeyId::prefix},
    {ActorId::Kind::instance, "instance", ""},
    {ActorId::Kind::system, "system", ""},
};

}  // namespace

std::string ActorId::text() const {
    auto const& of = kinds[static_cast<std::size_t>(kind)];
    if (of.prefix.empty()) return std::string(of.word);
    return std::string(of.word) + ":" + id_text(of.prefix, bytes);
}

std::optional<ActorId> ActorId::parse(std::string_view text) {
    auto colon = text.find(':');
    for (auto const& of : kinds) {
        if (text.substr(0, colon) != of.word) continue;
        if (of.prefix.empty())
            return colon == text.npos ? std::optional<ActorId>({of.kind, {}}) : std::nullopt;
        if (colon == text.npos) return std::nullopt;
        auto id = parse_id(of.prefix, text.substr(colon + 1));
        return id ? std::optional<ActorId>({of.kind, *id}) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<UserId> ActorId::user() const {
    return kind == Kind::user ? std::optional(UserId{bytes}) : std::nullopt;
}

std::string Person::idempotency_scope() const {
    return instance ? id.text() : "identity:" + identity.text();
}

}  // namespace usher::access
