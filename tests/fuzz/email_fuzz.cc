// An address that is taken has one key (threats 4, 5, 6): reading it again gives the same key, the
// key is an address whose key it is, and neither can break a header or become a list of addresses.
// Run: build/fuzz/fuzz_email_fuzz tests/fuzz/email_seeds
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/email.h"
#include "base/text.h"

using namespace usher;

static void require(bool claim) {
    if (!claim) std::abort();
}

static bool ascii(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view text(reinterpret_cast<char const*>(data), size);
    auto email = Email::parse(text);
    if (!email) {
        require(fits_one_line(email.error().detail) && well_formed(email.error().detail));
        return 0;
    }
    require(email->address() == text);
    for (auto const& form : {email->address(), email->key(), email->deliverable()}) {
        auto again = Email::parse(form);
        require(again && again->key() == email->key());
        require(form.size() <= Email::max_bytes && well_formed(form) && fits_one_line(form));
        require(form.find_first_of(" \t\r\n\"(),:;<>[\\]") == form.npos);
        require(std::ranges::count(form, '@') == 1);
    }
    auto local = [](std::string_view address) { return address.substr(0, address.find('@')); };
    require(ascii(local(email->key())) == ascii(local(text)));
    require(ascii(email->key().substr(email->key().find('@'))));
    return 0;
}
