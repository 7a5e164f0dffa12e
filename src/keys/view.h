// A service user and its keys as the API shows them, cut to what the reader may see.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/api_key.h"
#include "directory/programs.h"

namespace usher::keys {

struct MakerView {
    static constexpr std::string_view schema = "ApiKeyMaker";
    std::optional<UserId> id;  // where the reader may open that user
    std::string name;
};
void fields(FieldVisitor&, MakerView&);

struct KeyView {
    static constexpr std::string_view schema = "ApiKey";
    KeyId id;
    std::string name;
    std::optional<std::vector<std::string>> permissions;
    std::optional<directory::PlaceRef> place;
    bool elsewhere = false;  // its place is out of the reader's reach
    MakerView maker;
    Time created_at, made_at;
    std::optional<std::string> stopped;
    std::vector<std::string> labels;
};
void fields(FieldVisitor&, KeyView&);

struct ServiceView {
    static constexpr std::string_view schema = "ServiceUser";
    UserId id;
    std::string name;
    std::optional<directory::PlaceRef> home;
    std::vector<directory::RoleView> roles;
    bool elsewhere = false;
    Time created_at;
    std::int64_t version = 0;
    std::vector<KeyView> keys;
    std::vector<std::string> can;
};
void fields(FieldVisitor&, ServiceView&);

// Service users with their keys that have not ended, by age. Each maker is read once.
class Viewer {
 public:
    Viewer(store::Snapshot& snapshot, access::Actor const& actor)
        : snapshot_(snapshot), actor_(actor) {}
    Result<ServiceView> view(directory::UserView);

 private:
    struct Known {
        access::Maker maker;
        bool seen = false;
    };
    Result<Known const*> maker(UserId);
    Result<std::vector<KeyView>> keys(UserId);
    store::Snapshot& snapshot_;
    access::Actor const& actor_;
    std::map<UserId, Known> makers_;
};
Result<ServiceView> view(store::Snapshot&, access::Actor const&, UserId);  // `not_found`

}  // namespace usher::keys
