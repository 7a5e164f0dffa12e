// Keys of service users (RT23): what one lets, and whether it works at all right now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "access/member.h"
#include "base/secret.h"

namespace usher::access {

// What a key lets of its service user's power: these permissions, at or below this place.
struct Narrowing {
    std::optional<std::vector<std::string>> permissions = {};  // nothing: all they have
    std::optional<PlaceNumber> place = {};                     // nothing: wherever they have it
};
// Whether a key with that narrowing lets it, at all: never an act that is no program's.
bool lets(Narrowing const&, std::string_view permission);
// Never by a key: it makes no keys, and hands no account over.
constexpr bool never_by_key(Act act) {
    return act == Act::keys_manage || act == Act::ownership_transfer;
}
Power narrowed(blueprints::Blueprint const&, Power, Narrowing const&, Places const&);
// What of the one the other has as well: where both hold it, and until the first of both ends.
Power common(Power const&, Power const&, Places const&);

struct ApiKey {
    KeyId id;
    AccountId account;
    UserId user, maker;
    std::string name;
    Narrowing narrowing;
};
// Alive ones of service users that are not deleted. By its token, in whatever account; by its id.
Result<std::optional<ApiKey>> api_key(store::Snapshot&, Secret const& token);
Result<std::optional<ApiKey>> api_key(store::Snapshot&, AccountId, KeyId);
// The columns of `api_keys k` that an ApiKey is read from, from `first` on.
extern std::string_view const api_key_columns;
Result<ApiKey> api_key_in(store::Row const&, int first = 0);

// What a maker holds this moment: nothing unless they are an active user who may enter the account
// (RT41, RT42).
struct Maker {
    bool active = false;
    std::string name;
    Power held;
};
Result<Maker> maker(store::Snapshot&, Account const&, UserId);
// RT23: the key works only while its maker is active and holds what it can do. The ends of both are
// left aside here: the clock decides again at each request (RT14). What a key gives lasts no longer
// than its maker's own power: common().
enum class Stopped : std::uint8_t { no, maker_gone, maker_lacks };
Stopped stopped(Power const& of_key, Maker const&, Places const&);

}  // namespace usher::access
