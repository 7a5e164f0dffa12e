// An e-mail address: what mail is sent to, and the key by which it is compared (R12).
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace usher {

// The key is the domain in ASCII (IDNA2008) and lower case, the local part in NFC and case-folded;
// nothing is stripped and nothing compatibility-mapped, and no fold leads from beyond ASCII into
// it, so that two mailboxes never share a key and "mıke@" is not "mike@" (threat 4). A key is
// itself an address, and its own key (threat 5). Mail goes to `address()`, never to the key.
class Email {
 public:
    static constexpr std::size_t max_bytes = 254;
    static constexpr std::size_t max_local_bytes = 64;

    // Fails with `email.too_long`, or with `email.not_an_address`, whose detail says in a sentence
    // what to do, with the params `value`, `reason` (a stable word: "no_dot") and `detail`.
    // Accepts addr-spec with a dot-atom local part (UTF-8 allowed, RFC 6531) and a domain of two
    // or more labels; refuses quotes, comments, literals, white space, CR, LF and NUL, look-alikes
    // of ASCII, and "xn--" labels that are not the one spelling of what they say (threat 6).
    static Result<Email> parse(std::string_view);
    // What the store gave back: parsed before, so not judged again.
    static Email stored(std::string address, std::string key);

    // As it was typed.
    std::string const& address() const { return address_; }
    // For SMTP: as it was typed, with the domain in ASCII.
    std::string deliverable() const;
    std::string const& key() const { return key_; }
    bool operator==(Email const& other) const { return key_ == other.key_; }

 private:
    Email(std::string address, std::string key)
        : address_(std::move(address)), key_(std::move(key)) {}
    std::string address_;
    std::string key_;
};

}  // namespace usher
