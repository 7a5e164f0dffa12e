// The brake on guessing.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace usher::signin {

// Slows down guessing without locking anybody out. Guesses are counted by address and client
// together, by client alone, and, more patiently, by address alone, so that many clients do not
// share one address among them. Who comes with a browser in which that person signed in before is
// counted by the browser alone: whatever strangers do to an address or from the same network, its
// owner gets in. A client is an IPv4 address or an IPv6 network (/64). In memory and bounded; a
// restart forgets (docs/decisions/0016).
class Brake {
 public:
    static constexpr int free_tries = 5;  // of one address from one client, or of one browser
    static constexpr int free_tries_of_client = 50;
    static constexpr int free_tries_of_address = 30;     // from anywhere
    static constexpr Duration first_pause = seconds(5);  // doubles with each further try
    static constexpr Duration longest_pause = minutes(15);
    static constexpr Duration forgotten_after = minutes(30);
    static constexpr std::size_t remembered = 20'000;

    explicit Brake(Clock const&);
    ~Brake();
    // For what is asked of an address, and is no guess at its password: counted without the address
    // alone, for nobody may keep its owner from asking. Fails with `signin.too_many`, param
    // retry_after_s.
    Result<void> may_try(std::string_view email_key, std::string_view client);
    // For a guess: counted before it is made, so that parallel ones do not slip past (threat 41).
    // `browser` names one that is known to be its owner's; empty for any other.
    Result<void> may_guess(std::string_view email_key, std::string_view client,
                           std::string_view browser = {});
    void succeeded(std::string_view email_key, std::string_view client,
                   std::string_view browser = {});
    // Whose password it would be, by whichever of their addresses: as patient as with one address.
    // Counted before the guess is made.
    bool may_guess_person(std::string_view identity);
    void person_succeeded(std::string_view identity);

 private:
    class State;
    Result<void> count(std::vector<std::pair<std::string, int>> const& keys_and_free_tries);
    std::unique_ptr<State> state_;
};

}  // namespace usher::signin
