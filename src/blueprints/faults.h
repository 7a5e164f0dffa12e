// How faults are gathered and worded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "blueprints/document.h"
#include "blueprints/load.h"

namespace usher::blueprints {

class Faults {
 public:
    void add(Spot const&, std::string_view code, std::string expected);
    std::vector<Fault> in_file_order() &&;

 private:
    std::vector<Fault> all_;
};

// roles + admin -> roles.admin; a key that TOML wants in quotes gets them: permissions."mail.run".
std::string dotted(std::string_view path, std::string_view key);
std::string indexed(std::string_view path, std::size_t index);  // roles.admin.acts[2]
// What stood in a file, fit for a terminal: control characters escaped, cut after `max` letters.
std::string printable(std::string_view, std::size_t max = 60);
std::string in_quotes(std::string_view);                         // printable, in quotation marks
std::string one_of(std::vector<std::string_view> const& words);  // `"a", "b" or "c"`
// ` Did you mean "roles"?` where one of the words is near enough, else nothing.
std::string did_you_mean(std::string_view, std::vector<std::string_view> const& words);

}  // namespace usher::blueprints
