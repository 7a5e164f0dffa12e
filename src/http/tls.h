// The certificate with which Usher speaks TLS itself, and how it speaks it: 1.2 and 1.3, ciphers
// with forward secrecy alone, HTTP/1.1 by ALPN.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"

struct ssl_st;
struct ssl_ctx_st;

namespace usher::http {

struct FreeSsl {
    void operator()(ssl_st*) const;
};
using Ssl = std::unique_ptr<ssl_st, FreeSsl>;

struct TlsFiles {
    std::string certificate;  // PEM: the server's own first, then those between it and the root
    std::string key;          // PEM, without a passphrase; may be the same file
};

class Tls {
 public:
    // Fails with `http.tls`, whose detail names the file and what is wrong with it: not to be read,
    // no PEM, a key of another certificate, a certificate whose time is over or has not come.
    static Result<std::unique_ptr<Tls>> open(TlsFiles);
    // Reads the files again, for the connections to come. Where that fails, all stays as it was.
    Result<void> reload();

    Ssl accept(int socket) const;     // the server's side of a new connection
    std::int64_t ends_at_ms() const;  // when the certificate's time is over, since 1970

 private:
    using Context = std::shared_ptr<ssl_ctx_st>;
    Tls(TlsFiles files, Context context) : files_(std::move(files)), context_(std::move(context)) {}
    static Result<Context> read(TlsFiles const&);
    Context context() const;

    TlsFiles const files_;
    mutable std::mutex mutex_;
    Context context_;
};

}  // namespace usher::http
