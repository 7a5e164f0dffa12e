#include "support/tls_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "support/waited.h"

namespace usher::testing {
namespace {

struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeConnection {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};

}  // namespace

CertificateFiles certificate(std::string const& directory, std::string const& name) {
    CertificateFiles files{directory + "/" + name + ".pem", directory + "/" + name + ".key"};
    auto command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=" +
        name + " -addext subjectAltName=IP:127.0.0.1 -keyout " + files.key + " -out " +
        files.certificate + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) std::abort();
    return files;
}

int connected(std::uint16_t port) {
    int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval patience{std::chrono::seconds(longest_wait).count(), 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return socket;
}

struct TlsClient::Held {
    std::unique_ptr<SSL_CTX, FreeContext> context{SSL_CTX_new(TLS_client_method())};
    int socket = -1;
    std::unique_ptr<SSL, FreeConnection> ssl;
    bool is_connected = false;
};

TlsClient::TlsClient(std::uint16_t port) : TlsClient(port, TLS1_2_VERSION, TLS1_3_VERSION) {}

TlsClient::TlsClient(std::uint16_t port, int least, int most, std::string_view protocols)
    : held_(std::make_unique<Held>()) {
    auto* context = held_->context.get();
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, least);
    SSL_CTX_set_max_proto_version(context, most);
    held_->socket = connected(port);
    held_->ssl.reset(SSL_new(context));
    SSL_set_cipher_list(ssl(), "ALL:@SECLEVEL=0");
    if (!protocols.empty())
        SSL_set_alpn_protos(ssl(), reinterpret_cast<unsigned char const*>(protocols.data()),
                            static_cast<unsigned>(protocols.size()));
    SSL_set_fd(ssl(), held_->socket);
    held_->is_connected = SSL_connect(ssl()) == 1;
}

TlsClient::~TlsClient() { ::close(held_->socket); }

bool TlsClient::is_connected() const { return held_->is_connected; }

SSL* TlsClient::ssl() const { return held_->ssl.get(); }

std::string TlsClient::subject() const {
    std::unique_ptr<X509, decltype(&X509_free)> shown(SSL_get1_peer_certificate(ssl()), X509_free);
    if (!shown) return "";
    char text[256] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(shown.get()), NID_commonName, text,
                              sizeof text);
    return text;
}

bool TlsClient::ended_cleanly() const {
    char byte = 0;
    return SSL_read(ssl(), &byte, 1) <= 0 && SSL_get_error(ssl(), 0) == SSL_ERROR_ZERO_RETURN;
}

void TlsClient::send(std::string_view text) const {
    auto size = static_cast<int>(text.size());
    EXPECT_EQ(SSL_write(ssl(), text.data(), size), size);
}

std::string TlsClient::receive(std::string_view end, int times) const {
    std::string text;
    char buffer[32 * 1024];
    for (;;) {
        int seen = 0;
        for (std::size_t at = 0; (at = text.find(end, at)) != text.npos; ++at) ++seen;
        if (seen >= times) return text;
        auto n = SSL_read(ssl(), buffer, sizeof buffer);
        if (n <= 0) return text;
        text.append(buffer, static_cast<std::size_t>(n));
    }
}

}  // namespace usher::testing
