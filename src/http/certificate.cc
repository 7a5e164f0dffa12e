#include "http/certificate.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace usher::http {
namespace {

struct Free {
    void operator()(BIO* file) const { BIO_free(file); }
    void operator()(X509* certificate) const { X509_free(certificate); }
};

}  // namespace

bool certificate_is_for(std::string const& file, std::string const& host) {
    std::unique_ptr<BIO, Free> bio(BIO_new_file(file.c_str(), "r"));
    if (!bio) return false;
    std::unique_ptr<X509, Free> certificate(
        PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (!certificate) return false;
    return X509_check_host(certificate.get(), host.data(), host.size(), 0, nullptr) == 1 ||
           X509_check_ip_asc(certificate.get(), host.c_str(), 0) == 1;
}

}  // namespace usher::http
