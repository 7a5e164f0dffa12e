#include "base/digest.h"

#include <openssl/evp.h>

#include <new>

namespace usher {
namespace {

// What can fail here is memory alone.
void need(int done) {
    if (done != 1) throw std::bad_alloc();
}

}  // namespace

RunningDigest::RunningDigest() : context_(EVP_MD_CTX_new()) {
    if (!context_) throw std::bad_alloc();
    need(EVP_DigestInit_ex(context_, EVP_sha256(), nullptr));
}

RunningDigest::~RunningDigest() { EVP_MD_CTX_free(context_); }

void RunningDigest::add(std::string_view bytes) {
    need(EVP_DigestUpdate(context_, bytes.data(), bytes.size()));
}

Digest RunningDigest::so_far() const {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> copy(EVP_MD_CTX_new());
    if (!copy) throw std::bad_alloc();
    need(EVP_MD_CTX_copy_ex(copy.get(), context_));
    Digest digest;
    need(EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr));
    return digest;
}

}  // namespace usher
