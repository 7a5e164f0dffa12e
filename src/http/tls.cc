#include "http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cerrno>
#include <cstring>
#include <ctime>

#include "http/response.h"

namespace usher::http {
namespace {

constexpr char const* ciphers_of_1_2 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr char const* groups = "X25519:P-256:P-384";
// In wire form: the length, then the name.
constexpr unsigned char http_1_1[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

Error wrong(std::string const& file, std::string_view what) {
    auto error = known("http.tls");
    error.detail = file + ": " + std::string(what) + ".";
    return error;
}

// What OpenSSL met first, or the system.
std::string reason_of() {
    auto code = ERR_peek_error();
    if (code == 0) return std::strerror(errno);
    auto const* text = ERR_GET_LIB(code) == ERR_LIB_SYS ? std::strerror(ERR_GET_REASON(code))
                                                        : ERR_reason_error_string(code);
    return text ? text : "it cannot be read";
}

int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* size,
                    unsigned char const* offered, unsigned int offered_size, void*) {
    auto found = SSL_select_next_proto(const_cast<unsigned char**>(chosen), size, http_1_1,
                                       sizeof http_1_1, offered, offered_size);
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool limit(SSL_CTX* context) {
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                     SSL_OP_NO_TICKET);
    // Without tickets nothing outlives a connection that could open it later.
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // An idle connection keeps no buffers; a write may go in parts and from another place.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, ciphers_of_1_2) == 1 &&
           SSL_CTX_set1_groups_list(context, groups) == 1;
}

// A key with a passphrase must not make a server ask at a terminal that nobody looks at.
int no_passphrase(char*, int, int, void*) { return -1; }

std::int64_t ms_of(ASN1_TIME const* time) {
    std::tm utc{};
    if (ASN1_TIME_to_tm(time, &utc) != 1) return 0;
    return std::int64_t{::timegm(&utc)} * 1000;
}

}  // namespace

void FreeSsl::operator()(ssl_st* ssl) const { SSL_free(ssl); }

Result<Tls::Context> Tls::read(TlsFiles const& files) {
    ERR_clear_error();
    errno = 0;
    Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context || !limit(context.get())) return fail(wrong("TLS", reason_of()));
    SSL_CTX_set_default_passwd_cb(context.get(), no_passphrase);
    if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1)
        return fail(wrong(files.certificate, reason_of()));
    auto const* certificate = SSL_CTX_get0_certificate(context.get());
    if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
        return fail(wrong(files.certificate, "the certificate's time has not come yet"));
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
        return fail(wrong(files.certificate, "the certificate has expired"));
    if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1)
        return fail(wrong(files.key, reason_of()));
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return fail(wrong(files.key, "it is not the key of " + files.certificate));
    return context;
}

Result<std::unique_ptr<Tls>> Tls::open(TlsFiles files) {
    auto context = TRY(read(files));
    return std::unique_ptr<Tls>(new Tls(std::move(files), std::move(context)));
}

Result<void> Tls::reload() {
    auto fresh = TRY(read(files_));
    std::lock_guard hold(mutex_);
    context_ = std::move(fresh);
    return {};
}

Tls::Context Tls::context() const {
    std::lock_guard hold(mutex_);
    return context_;
}

Ssl Tls::accept(int socket) const {
    Ssl ssl(SSL_new(context().get()));
    if (!ssl || SSL_set_fd(ssl.get(), socket) != 1) return nullptr;
    SSL_set_accept_state(ssl.get());
    return ssl;
}

std::int64_t Tls::ends_at_ms() const {
    return ms_of(X509_get0_notAfter(SSL_CTX_get0_certificate(context().get())));
}

}  // namespace usher::http
