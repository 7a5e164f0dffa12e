// Places of one account (RT1): account ⊃ division ⊃ location. Inside the store and on the hot path
// a place is a small number of its account; 0 is the account itself.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "blueprints/blueprint.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::access {

using PlaceNumber = std::int64_t;
constexpr PlaceNumber account_place = 0;
constexpr std::int64_t max_places = 20000;  // of one account, retired ones too; creating checks it
constexpr PlaceNumber home_scope = -1;  // in an assignment: wherever the user's home is now (RT3)

struct Place {
    PlaceNumber number = 0;
    PlaceId id = {};  // none for the account itself
    PlaceNumber parent = 0;
    blueprints::Level level = blueprints::Level::account;
    std::string name = {};
    bool retired = false;
};

// The tree as one snapshot has it. A copy shares what it was copied from.
class Places {
 public:
    Places() = default;  // the account alone
    explicit Places(std::vector<Place>);
    static Result<Places> load(store::Snapshot&, AccountId);

    // P covers Q: Q is P or lies below it. Retired and unknown places cover nothing but themselves,
    // and are covered by what they lay below (deleted users keep such a home).
    bool covers(PlaceNumber p, PlaceNumber q) const;
    bool exists(PlaceNumber) const;  // known and not retired; 0 always
    Place const* find(PlaceNumber) const;
    Place const* find(PlaceId const&) const;
    std::vector<PlaceNumber> at_or_below(PlaceNumber) const;
    std::vector<PlaceNumber> at_or_below_any(std::vector<PlaceNumber> tops) const;  // one walk
    std::vector<Place> const& all() const { return tree_->all; }  // without the account itself

 private:
    struct Tree {
        std::vector<Place> all = {};
        std::unordered_map<PlaceNumber, std::size_t> by_number = {};
        std::vector<std::size_t> by_id = {};  // in the order of ids
    };
    static std::shared_ptr<Tree const> bare();
    std::shared_ptr<Tree const> tree_ = bare();
};

// Told with every change of the account's places, in its transaction.
Result<void> places_changed(store::Tx&, AccountId);

// The places of an act that somebody holds, expanded for an index walk: the whole account, or a
// sorted set of place numbers. Bound as `{within home, $n}` with `bound()`.
class Reach {
 public:
    static Reach whole() { return Reach(true, {}); }
    static Reach only(std::vector<PlaceNumber> numbers);  // already expanded to what lies below
    bool all() const { return all_; }
    bool holds(PlaceNumber) const;
    std::vector<PlaceNumber> const& numbers() const { return numbers_; }
    std::vector<PlaceNumber> const* bound() const { return all_ ? nullptr : &numbers_; }

 private:
    Reach(bool all, std::vector<PlaceNumber> numbers) : all_(all), numbers_(std::move(numbers)) {}
    bool all_;
    std::vector<PlaceNumber> numbers_;
};

}  // namespace usher::access
