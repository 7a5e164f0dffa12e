// TLS as clients meet it: certificates for a test, and OpenSSL's own client over a real socket.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ssl_st;

namespace usher::testing {

struct CertificateFiles {
    std::string certificate, key;  // paths
};
// A self-signed one of that name for 127.0.0.1, in the directory; ends the process where it cannot
// be made.
CertificateFiles certificate(std::string const& directory, std::string const& name);

// A socket to 127.0.0.1 that reads for longest_wait at most; the caller closes it.
int connected(std::uint16_t port);

// A client that trusts whatever it is shown, and tells what it was.
class TlsClient {
 public:
    // Any version from 1.2 on. `protocols` as ALPN writes them: each behind its length.
    explicit TlsClient(std::uint16_t port);
    TlsClient(std::uint16_t port, int least, int most, std::string_view protocols = "");
    ~TlsClient();
    TlsClient(TlsClient const&) = delete;
    TlsClient& operator=(TlsClient const&) = delete;

    bool is_connected() const;
    ssl_st* ssl() const;
    std::string subject() const;  // whose certificate was shown
    // True where the server says that it is done, and no byte is missing (close_notify).
    bool ended_cleanly() const;
    void send(std::string_view text) const;  // fails the test where that cannot be sent
    // Until `end` was read so many times, or the connection ended.
    std::string receive(std::string_view end, int times = 1) const;

 private:
    struct Held;
    std::unique_ptr<Held> held_;
};

}  // namespace usher::testing
