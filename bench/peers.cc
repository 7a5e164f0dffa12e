// Usher beside others on the same work, each alone on one core, the asker on the other: Glewlwyd
// (C, SQLite), Better Auth (Node, SQLite) and OpenLDAP (C, LMDB), with the same 10,000 people.
//
//   sign-in   by password: each with the hash that it uses by itself, which decides the figure and
//   is
//             named beside it; OpenLDAP with Usher's (Argon2id). Usher and the two on SQLite begin
//             a session durably, OpenLDAP keeps none
//   may       may this person do that? Usher: POST /v1/check of a permission. Better Auth:
//             has-permission of an organisation's member. Glewlwyd: which of these scopes are this
//             session's. OpenLDAP: compare a group's member
//   list      the first hundred people
//   search    people by a part of their name, a hundred at most
//
// They take turns; each round gives a ratio of answers a second, Usher's to the other's, and the
// median of the rounds counts. A peer's result is its least ratio but for sign-in: hashes that cost
// less are not better. Who is not installed (script/setup --peers) is named and left out.
//
// Run it by script/bench peers.
//   --quick  few people, one short round: shows that it runs
#include "peers/peers.h"
#include "peers/ldap.h"
#include "peers/others.h"
#include "peers/usher.h"

namespace usher::bench {
namespace {

constexpr double goal = 1;

struct Standing {
    std::unique_ptr<Peer> peer;
    std::array<std::vector<double>, works.size()> rates, ratios;
};

void tell(Standing const& standing) {
    auto const& name = standing.peer->name;
    double least = 0;
    for (std::size_t i = 0; i < works.size(); ++i) {
        auto ratio = median(standing.ratios[i]);
        std::printf("%s %s: %.0f/s, ratio %.2f%s%s\n", name.c_str(), works[i].name.data(),
                    median(standing.rates[i]), ratio, i == sign_in ? ", hash: " : "",
                    i == sign_in ? standing.peer->hash.c_str() : "");
        if (i != sign_in && (least == 0 || ratio < least)) least = ratio;
    }
    std::printf("peers-%s ratio %.2f goal %.0f\n", name.c_str(), least, goal);
}

int run(bool quick) {
    Workplace workplace;
    ::chmod(workplace.path().c_str(), 0755);
    auto world = make_world(workplace.path(), quick ? 200 : 10'000);
    auto usher = std::move(world.usher);
    std::vector<Standing> others;
    for (auto* start : {glewlwyd, better_auth, openldap}) {
        auto started = start(workplace.path(), world);
        if (started.peer)
            others.push_back({std::move(started.peer), {}, {}});
        else
            std::printf("%s\n", started.why_not.c_str());
    }
    pin_to(asking_core);
    std::chrono::milliseconds const turn(quick ? 150 : 1000);
    for (std::size_t i = 0; i < works.size(); ++i) {  // each has warmed up before it counts
        if (i == list) usher->sign_in_anew(*usher);
        usher->asked(i, turn / 2);
        for (auto const& other : others) other.peer->asked(i, turn / 2);
    }
    std::array<std::vector<double>, works.size()> ours;
    for (int round = 1; round <= (quick ? 1 : 5); ++round) {
        for (std::size_t i = 0; i < works.size(); ++i) {
            if (i == list) usher->sign_in_anew(*usher);
            auto rate = usher->asked(i, turn);
            ours[i].push_back(rate);
            std::printf("round %d: %-8s usher %.0f/s", round, works[i].name.data(), rate);
            for (auto& other : others) {
                auto theirs = other.peer->asked(i, turn);
                other.rates[i].push_back(theirs);
                other.ratios[i].push_back(rate / theirs);
                std::printf(", %s %.0f/s", other.peer->name.c_str(), theirs);
            }
            std::printf("\n");
        }
    }
    for (std::size_t i = 0; i < works.size(); ++i)
        std::printf("usher %s: %.0f/s%s%s\n", works[i].name.data(), median(ours[i]),
                    i == sign_in ? ", hash: " : "", i == sign_in ? usher->hash.c_str() : "");
    for (auto const& other : others) tell(other);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
