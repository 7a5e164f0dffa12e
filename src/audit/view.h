// An event as its reader may see it (RT30): names for ids, "elsewhere" for what is out of reach.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "audit/chain.h"
#include "base/fields.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::audit {

struct PlaceRef {
    static constexpr std::string_view schema = "PlaceRef";
    PlaceId id;
    std::string name;
};
void fields(FieldVisitor&, PlaceRef&);

struct Who {
    static constexpr std::string_view schema = "AuditName";
    std::string id;
    std::optional<std::string> name, email;
};
void fields(FieldVisitor&, Who&);

struct ChangedField {
    static constexpr std::string_view schema = "AuditChange";
    std::string field;
    std::optional<std::string> label;  // of the product's own fields
    json::Value before, after;         // null: there was none
};
void fields(FieldVisitor&, ChangedField&);

struct Position {
    static constexpr std::string_view schema = "AuditPosition";
    std::int64_t seq = 0;
    std::string hash;
};
void fields(FieldVisitor&, Position&);

struct EventView {
    static constexpr std::string_view schema = "AuditEvent";
    EventId id;
    Time at;
    std::string act, request;
    Who by, target;
    std::optional<PlaceRef> place, moved_to;  // absent: the account, or out of reach
    bool elsewhere = false;                   // one of them is out of reach
    std::optional<std::string> address;       // the client's, where its user is in sight
    json::Value details;
    bool erased = false;                               // its personal values were (RT37)
    std::optional<std::vector<ChangedField>> changes;  // of one event alone, not in lists
    std::optional<Position> chain;                     // the same; for readers of the whole account
};
void fields(FieldVisitor&, EventView&);

// Reads events for one actor on one snapshot; looks each name, and what is in sight, up once.
class Reader {
 public:
    Reader(store::Snapshot&, access::Actor const&);
    Result<EventView> shown(Link const&);
    // With its changes, and its position in the chain where the reader sees the whole account.
    Result<EventView> whole(Link const&, bool account_wide);

 private:
    Result<Who> who(std::string const& id);
    Result<Who> looked_up(std::string const& id);
    json::Value readable(json::Value);
    json::Value resources(blueprints::Resource const&, json::Value);
    blueprints::Resource const* kind_of(std::string_view member) const;
    Result<void> name_entries(json::Value& details);
    std::string place_name(access::PlaceNumber) const;
    bool is_elsewhere(json::Value const&) const;
    std::optional<PlaceRef> place(access::PlaceNumber, bool& elsewhere) const;
    std::vector<ChangedField> changes(json::Value const& details) const;

    store::Snapshot& snapshot_;
    access::Actor const& actor_;
    access::Reach sees_;
    std::map<std::string, Who> known_;
    std::map<std::string, access::Reach> resources_seen_;  // by kind
};

// Does any part of what the reader sees of it hold that text (search_fold)?
bool holds(EventView const&, std::string_view folded);

}  // namespace usher::audit
