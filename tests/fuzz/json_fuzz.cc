// What parses as JSON is written as JSON that parses as the same value; what does not is refused at
// a place within the text. Run: build/fuzz/fuzz_json_fuzz tests/fuzz/json_seeds
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"
#include "base/text.h"

using namespace usher;

static void require(bool claim) {
    if (!claim) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view text(reinterpret_cast<char const*>(data), size);
    auto value = json::parse(text);
    if (!value) {
        require(value.error().key == "json.malformed" && well_formed(value.error().detail));
        require(std::stoull(value.error().params.at(1).value) <= size + 1);
    } else {
        auto written = json::text(*value);
        auto again = json::parse(written);
        require(again && *again == *value && json::text(*again) == written);
    }
    // Any bytes at all can be written; those that are text come back as they were.
    auto quoted = json::parse(json::text(json::Value(text)));
    if (well_formed(text)) require(quoted && *quoted->text() == text);
    return 0;
}
