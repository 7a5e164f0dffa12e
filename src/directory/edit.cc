#include "audit/personal.h"
#include "audit/record.h"
#include "directory/own.h"
#include "directory/unique_fields.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

json::Object merged(json::Object fields, json::Object const& changes) {
    for (auto const& [name, value] : changes) {
        std::erase_if(fields, [&](json::Member const& member) { return member.first == name; });
        if (!value.null()) fields.emplace_back(name, value);
    }
    return fields;
}

User edited(User user, Edit const& edit) {
    if (edit.name) user.name = *edit.name;
    if (edit.home) user.home = *edit.home;
    if (edit.fields) user.fields = merged(std::move(user.fields), *edit.fields);
    user.dir_key = dir_key(user);
    return user;
}

json::Object facts(User const& user) {
    json::Object facts;
    facts.emplace_back("first_name", user.name.first);
    facts.emplace_back("last_name", user.name.last);
    facts.emplace_back("home", user.home);
    return facts;
}

bool empty(json::Value const& difference) { return difference.member("before")->object()->empty(); }

// What differs; the product's own fields apart, so that none is taken for a fact by its name.
json::Value difference(User const& before, User const& after) {
    auto told = audit::difference(facts(before), facts(after));
    auto own = audit::difference(before.fields, after.fields);
    if (empty(own)) return told;
    for (auto& [side, members] : std::get<json::Object>(told.is))
        std::get<json::Object>(members.is)
            .emplace_back(std::string(audit::own_fields), *own.member(side));
    return told;
}

// Writes what differs, and who did it; nothing where nothing differs.
Result<void> write_edit(store::Tx& tx, access::Actor const& actor, User const& before,
                        Edit const& edit, std::string const& request_id) {
    auto const& account = actor.account;
    auto after = edited(before, edit);
    auto told = difference(before, after);
    if (empty(told)) return {};
    TRY(
        tx.exec("update users set first_name = $3, last_name = $4, home = $5, fields = $6, "
                "dir_key = $7, version = version + 1 where account_id = $1 and user_id = $2",
                account.id, before.id, after.name.first, after.name.last, after.home,
                json::text(after.fields), after.dir_key));
    TRY(keep_unique(tx, account, before.id, before.fields, after.fields));
    TRY(keep_directory(tx, account.id, &before, after));
    if (before.home != after.home) {
        TRY(access::keep_top(tx, account));
        auto roles = TRY(access::assignments_of(tx, account.id, before.id));
        TRY(grants::keep_fitting(tx, actor, grants::After::move, {before.id, after.home}, roles,
                                 request_id));
        TRY(tx.touch(account.id));
    }
    audit::Event event{account.id, "users.edit", actor.id.text(), "user:" + before.id.text(),
                       before.home};
    event.request_id = request_id;
    if (before.home != after.home) event.moved_to = after.home;
    event.details = std::move(told);
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<void> edit(store::Tx& tx, access::Permit<Act::users_edit> const&, access::Actor const& actor,
                  User const& before, Edit const& edit, std::string const& request_id) {
    return write_edit(tx, actor, before, edit, request_id);
}

Result<void> edit_own(store::Tx& tx, access::Actor const& actor, User const& before,
                      Edit const& edit, std::string const& request_id) {
    auto const own = own_fields(actor.account);
    for (auto const& [name, value] : edit.fields.value_or(json::Object{})) {
        bool theirs = std::any_of(own.begin(), own.end(),
                                  [&](auto const* field) { return field->key == name; });
        if (theirs) continue;
        return fail(invalid_field("fields." + name, "field.unknown",
                                  "You have no field \"" + name + "\" of your own to fill in."));
    }
    auto mine = edit;
    mine.home.reset();
    return write_edit(tx, actor, before, mine, request_id);
}

}  // namespace usher::directory
