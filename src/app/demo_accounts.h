// Who and what is in the accounts that a trial begins with: data only.
#pragma once

#include <string_view>
#include <vector>

#include "access/permit.h"

namespace usher::app {

constexpr std::string_view at_account = "account";

struct RoleAt {
    std::string_view role;
    std::string_view at = {};  // a place's name or at_account; empty: at home
};
struct DemoUse {
    std::string_view kind;
    std::vector<std::string_view> keys, defaults = {};
};
struct Somebody {
    std::string_view first, last;
    std::vector<RoleAt> roles;
    std::string_view place = {};     // empty: the account itself
    std::string_view shown_as = {};  // on the screen, with a password; empty: no way to sign in
    access::Status status = access::Status::active;
    std::vector<DemoUse> uses = {};
};
struct DemoPlace {
    std::string_view name, below = {};
};
struct DemoResource {
    std::string_view kind, key, name, group = {}, place = {};
};
struct DemoAccount {
    std::string_view slug, name, blueprint, plan;
    std::vector<DemoPlace> places;
    Somebody owner;
    std::vector<Somebody> people;
    std::vector<DemoResource> resources = {};
};

std::vector<DemoAccount> demo_accounts();

}  // namespace usher::app
