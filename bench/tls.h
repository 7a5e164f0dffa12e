// HTTP/1.1 over TLS 1.3, from a client that believes any certificate.
#pragma once

#include <openssl/ssl.h>

#include "load.h"

namespace usher::bench {

class Tls {
 public:
    explicit Tls(int socket) : ssl_(SSL_new(context())) {
        if (!ssl_ || SSL_set_fd(ssl_.get(), socket) != 1 || SSL_connect(ssl_.get()) != 1)
            give_up("no TLS at that port");
    }
    bool send(std::string_view request) {
        return SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size())) ==
               static_cast<int>(request.size());
    }
    // A record that holds no answer (a ticket) is nothing yet.
    std::optional<std::size_t> receive(std::span<char> into) {
        std::size_t n = 0;
        if (SSL_read_ex(ssl_.get(), into.data(), into.size(), &n) == 1) return n;
        bool later = SSL_get_error(ssl_.get(), 0) == SSL_ERROR_WANT_READ;
        return later ? std::optional<std::size_t>(0) : std::nullopt;
    }

 private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    static SSL_CTX* context() {
        static std::unique_ptr<SSL_CTX, Free> const one = [] {
            std::unique_ptr<SSL_CTX, Free> made(SSL_CTX_new(TLS_client_method()));
            if (!made || SSL_CTX_set_min_proto_version(made.get(), TLS1_3_VERSION) != 1)
                give_up("no TLS here");
            SSL_CTX_clear_mode(made.get(), SSL_MODE_AUTO_RETRY);
            return made;
        }();
        return one.get();
    }
    std::unique_ptr<SSL, Free> ssl_;
};

struct Https : Http {
    using Transport = Tls;
};

}  // namespace usher::bench
