#include "support/naughty.h"

#include <sstream>

#include "base/json.h"
#include "support/source_file.h"

namespace usher::testing {

std::vector<std::string> naughty_texts() {
    std::vector<std::string> texts;
    std::istringstream lines(source_text("tests/naughty_strings.txt"));
    for (std::string line; std::getline(lines, line) && !line.starts_with("# refused");) {
        if (line.starts_with("//") || line.starts_with("# ")) continue;
        auto value = json::parse(line);
        if (value && value->text()) texts.push_back(*value->text());
    }
    return texts;
}

}  // namespace usher::testing
