#include "access/place.h"

#include <algorithm>
#include <numeric>

namespace usher::access {
namespace {

// Division and location: a longer chain of parents would be a circle.
constexpr int deepest = 2;

struct IdAt {
    std::vector<Place> const& all;
    IdBytes const& operator()(std::size_t at) const { return all[at].id.bytes; }
};

}  // namespace

std::shared_ptr<Places::Tree const> Places::bare() {
    static auto const nothing = std::make_shared<Tree const>();
    return nothing;
}

Places::Places(std::vector<Place> all) {
    auto tree = std::make_shared<Tree>();
    tree->all = std::move(all);
    tree->by_number.reserve(tree->all.size());
    for (std::size_t i = 0; i < tree->all.size(); ++i)
        tree->by_number.emplace(tree->all[i].number, i);
    tree->by_id.resize(tree->all.size());
    std::iota(tree->by_id.begin(), tree->by_id.end(), std::size_t{0});
    std::ranges::sort(tree->by_id, {}, IdAt{tree->all});
    tree_ = std::move(tree);
}

bool Places::covers(PlaceNumber p, PlaceNumber q) const {
    if (p == q || p == account_place) return true;
    if (!exists(p)) return false;
    auto place = find(q);
    for (int up = 0; place && up < deepest; ++up) {
        if (place->parent == p) return true;
        place = find(place->parent);
    }
    return false;
}

bool Places::exists(PlaceNumber number) const {
    if (number == account_place) return true;
    auto place = find(number);
    return place && !place->retired;
}

Place const* Places::find(PlaceNumber number) const {
    auto found = tree_->by_number.find(number);
    return found == tree_->by_number.end() ? nullptr : &tree_->all[found->second];
}

Place const* Places::find(PlaceId const& id) const {
    auto found = std::ranges::lower_bound(tree_->by_id, id.bytes, {}, IdAt{all()});
    bool there = found != tree_->by_id.end() && all()[*found].id == id;
    return there ? &all()[*found] : nullptr;
}

std::vector<PlaceNumber> Places::at_or_below(PlaceNumber top) const {
    return at_or_below_any({top});
}

std::vector<PlaceNumber> Places::at_or_below_any(std::vector<PlaceNumber> tops) const {
    std::ranges::sort(tops);
    auto is_top = [&](PlaceNumber number) { return std::ranges::binary_search(tops, number); };
    auto below = [&](Place const* place) {
        for (int up = 0; place && up < deepest; ++up, place = find(place->parent))
            if (is_top(place->parent) && exists(place->parent)) return true;
        return false;
    };
    auto numbers = tops;
    bool everywhere = is_top(account_place);
    for (auto const& place : all())
        if (!is_top(place.number) && (everywhere || below(&place))) numbers.push_back(place.number);
    return numbers;
}

Reach Reach::only(std::vector<PlaceNumber> numbers) {
    std::ranges::sort(numbers);
    auto repeated = std::ranges::unique(numbers);
    numbers.erase(repeated.begin(), repeated.end());
    return Reach(false, std::move(numbers));
}

bool Reach::holds(PlaceNumber number) const {
    return all_ || std::ranges::binary_search(numbers_, number);
}

}  // namespace usher::access
