// SHA-256 of what does not fit in memory.
#pragma once

#include <memory>
#include <string_view>

#include "base/secret.h"

struct evp_md_ctx_st;

namespace usher {

class RunningDigest {
 public:
    RunningDigest();
    ~RunningDigest();
    RunningDigest(RunningDigest const&) = delete;
    RunningDigest& operator=(RunningDigest const&) = delete;
    void add(std::string_view bytes);
    Digest so_far() const;  // more can be added afterwards

 private:
    evp_md_ctx_st* context_;
};

}  // namespace usher
