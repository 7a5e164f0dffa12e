#include "directory/users.h"

#include "base/text.h"

namespace usher::directory {

std::string whole(Name const& name) {
    if (name.first.empty()) return name.last;
    if (name.last.empty()) return name.first;
    return name.first + " " + name.last;
}

// Tells two users of one name apart. Searching folds to lower case and finds any part of a key, so
// it is written in capitals, which nobody can ask for: people are not found by parts of their ids.
static std::string last_part(UserId id) {
    std::string letters;
    for (auto byte : id.bytes) {
        letters.push_back(static_cast<char>('A' + byte / 16));
        letters.push_back(static_cast<char>('A' + byte % 16));
    }
    return letters;
}

std::string dir_key(User const& user) {
    constexpr char separator = '\x1f';
    json::Value fields = user.fields;
    auto const* employee_id = fields.member("employee_id");
    std::string_view employee;
    if (employee_id && employee_id->text()) employee = *employee_id->text();
    std::string key;
    for (std::string_view part :
         {std::string_view(user.name.last), std::string_view(user.name.first),
          std::string_view(user.email), std::string_view(user.username), employee}) {
        key += search_fold(part);
        key += separator;
    }
    return key + last_part(user.id);
}

access::Subject subject(User const& user, access::Assignments assignments) {
    access::Subject subject;
    subject.user = user.id;
    subject.kind = user.kind;
    subject.status = user.status;
    subject.home = user.home;
    subject.assignments = std::move(assignments);
    subject.version = user.version;
    return subject;
}

}  // namespace usher::directory
