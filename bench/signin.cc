// Sign-ins with a password against bare libsodium that verifies the same hash on as many threads,
// which is one: Usher has as many for it as it may use cores;
// and what POST /v1/check takes while sign-ins go on, against what it takes in quiet. Four turns a
// round: libsodium, sign-ins, checks, both at once. Each round gives a ratio, and the median of the
// rounds is the result.
//
// Nobody signs in twice from one place: the brake on guessing is as it always is, so there are many
// people, and a proxy on this machine that names a client of its own for each request.
//
// Run it by script/bench signin.
//   --quick  one short round: shows that it runs
#include <thread>

#include "base/secret.h"
#include "question.h"
#include "signin/identity.h"
#include "store/store.h"

namespace usher::bench {
namespace {

constexpr double goal = 0.95, goal_p99 = 2;
constexpr std::size_t clients = 8;
constexpr int people = 256;
constexpr char const* password = "four words nobody guesses";
constexpr std::chrono::milliseconds between_checks(5);

std::string address_of(int person) { return "p" + std::to_string(person) + "@bench.example"; }

// All of them have one password, and so one hash: what it costs to verify it is the same for each.
void make_people(std::string const& data, std::string const& hash) {
    SystemClock clock;
    SystemRandom random;
    auto store = need(store::Store::open({.directory = data, .clock = &clock, .random = &random}));
    need(store->write([&](store::Tx& tx) -> Result<void> {
        for (int i = 0; i < people; ++i) {
            auto email = TRY(Email::parse(address_of(i)));
            TRY(signin::create_identity(tx, email, hash));
        }
        return {};
    }));
}

std::string sign_in(std::uint16_t port, int n) {
    auto client = "10." + std::to_string(n >> 16 & 255) + "." + std::to_string(n >> 8 & 255) + "." +
                  std::to_string(n & 255);
    return http_request(
        "POST", "/v1/sign-in",
        "Origin: http://127.0.0.1:" + std::to_string(port) + "\r\nX-Forwarded-For: " + client +
            "\r\n",
        R"({"email":")" + address_of(n % people) + R"(","password":")" + password + "\"}");
}

double verified_a_second(std::string const& hash, std::chrono::milliseconds turn) {
    Secret const secret(password);
    int verified = 0;
    double took = 0;
    std::jthread([&] {
        pin_to(measured_core);
        auto begun = Steady::now();
        while (Steady::now() - begun < turn) {
            if (!verify_password(secret, hash)) give_up("the password is wrong");
            ++verified;
        }
        took = ms_since(begun);
    }).join();
    return verified * 1000 / took;
}

// One question at a time, a little apart: what a product that is not in a hurry sees.
std::vector<double> asked_slowly(std::uint16_t port, std::string const& request,
                                 std::chrono::milliseconds turn) {
    Client client(port);
    std::vector<double> took;
    for (auto begun = Steady::now(); Steady::now() - begun < turn;) {
        if (!client.ask(request).starts_with("HTTP/1.1 200")) give_up(client.answer());
        took.push_back(client.took_ms());
        std::this_thread::sleep_for(between_checks);
    }
    return took;
}

int run(bool quick) {
    Workplace workplace;
    auto data = workplace.path() + "/data";
    auto of_owner = made_demo(data, quick ? 50 : 10'000);
    auto key = made_key(data);
    auto hash = hash_password(Secret(password));
    make_people(data, hash);
    Program usher({usher_program(), "serve", "--data", data, "--port", "0", "--log", "/dev/null",
                   "--trusted-proxy", "127.0.0.1"});
    auto port = usher.port();
    auto check = question(port, key, user_of(port, of_owner)).request;
    pin_to(asking_core);
    std::chrono::milliseconds const turn(quick ? 500 : 2000);
    int signed_in = 0;
    auto next = [&] { return sign_in(port, signed_in++); };
    std::vector<double> ratios, slower;
    for (int round = 1; round <= (quick ? 1 : 11); ++round) {
        auto bare = verified_a_second(hash, turn);
        auto ours = load_each(port, next, clients, turn).a_second;
        auto quiet = part_of(asked_slowly(port, check, turn), 0.99);
        std::vector<double> took;
        std::jthread asker([&] { took = asked_slowly(port, check, turn); });
        auto both = load_each(port, next, clients, turn).a_second;
        asker.join();
        auto meanwhile = part_of(took, 0.99);
        ratios.push_back(ours / bare);
        slower.push_back(meanwhile / quiet);
        std::printf(
            "round %d: libsodium %.1f/s, sign-ins %.1f/s, ratio %.2f; check p99 %.2f ms in "
            "quiet, %.2f ms during %.1f sign-ins/s\n",
            round, bare, ours, ratios.back(), quiet, meanwhile, both);
    }
    std::printf("signin p99 of checks meanwhile ratio %.2f goal <= %.1f\n", median(slower),
                goal_p99);
    std::printf("signin ratio %.2f goal %.2f\n", median(ratios), goal);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
