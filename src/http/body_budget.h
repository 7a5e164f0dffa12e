// The memory that bodies take while they are being read. One client holds only a share of it: a few
// slow ones from one place must not stand in everybody's way (threat 49).
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace usher::http {

class BodyBudget {
 public:
    // For a body that `has` some of it already. False where all of `most`, or the client's share of
    // it, would be passed. A client is given as counted_as() has it; one without a limit as "".
    bool take(std::string const& client, std::size_t bytes, std::size_t most, std::size_t has = 0);
    void give_back(std::string const& client, std::size_t bytes);
    std::size_t held() const;

 private:
    static constexpr std::size_t shares = 4;  // one client has at most one of them
    mutable std::mutex mutex_;
    std::size_t all_ = 0;
    std::map<std::string, std::size_t> of_client_;
};

}  // namespace usher::http
