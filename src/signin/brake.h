// The brake on guessing.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace usher::signin {

// Slows down guessing without locking anybody out: tries are counted by address and client
// together, and by client alone, so that nobody can shut a person out from somewhere else. A client
// is an IPv4 address or an IPv6 network (/64). In memory and bounded; a restart forgets.
class Brake {
 public:
    static constexpr int free_tries = 5;  // of one address from one client
    static constexpr int free_tries_of_client = 50;
    static constexpr Duration first_pause = seconds(5);  // doubles with each further try
    static constexpr Duration longest_pause = minutes(15);
    static constexpr Duration forgotten_after = minutes(30);
    static constexpr std::size_t remembered = 20'000;

    explicit Brake(Clock const&);
    ~Brake();
    // Counts the try before it is made, so that parallel ones do not slip past (threat 41). Fails
    // with `signin.too_many`, param retry_after_s.
    Result<void> may_try(std::string_view email_key, std::string_view client);
    void succeeded(std::string_view email_key, std::string_view client);

 private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace usher::signin
