// How many connections there are, over all threads.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace usher::http {

struct Limits;

class Counts {
 public:
    explicit Counts(Limits const& limits) : limits_(limits) {}
    // One of them, until it is destroyed.
    class Place {
     public:
        Place(Place&& other) noexcept
            : counts_(std::exchange(other.counts_, nullptr)), address_(std::move(other.address_)) {}
        Place& operator=(Place&&) = delete;
        ~Place() {
            if (counts_) counts_->leave(address_);
        }

     private:
        friend class Counts;
        Place(Counts& counts, std::string address)
            : counts_(&counts), address_(std::move(address)) {}
        Counts* counts_;
        std::string address_;
    };
    // Nothing where the limit in all, or that of the address, is reached. An address without a
    // limit (a proxy of ours) is given as "".
    std::optional<Place> enter(std::string address);
    // For the socket of the command line: no flood from the network keeps an operator out.
    std::optional<Place> enter_own_user();
    std::size_t all() const;

 private:
    void leave(std::string const& address);
    Limits const& limits_;
    mutable std::mutex mutex_;
    std::size_t all_ = 0;
    std::map<std::string, std::size_t> of_address_;
};

}  // namespace usher::http
