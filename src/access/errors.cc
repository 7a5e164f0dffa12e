#include "access/errors.h"

#include "access/actor.h"
#include "base/refusal.h"

namespace usher::access {
namespace {

constexpr KnownError known[] = {
#define USHER_ERROR(key, code, text) {key, Code::code, text},
#include "access/errors.def"
#undef USHER_ERROR
};

}  // namespace

Error not_open(Account const& account) {
    bool closed = account.status == Account::Status::closed;
    return refusal("accounts.not_open", {}, {{"status", closed ? "closed" : "suspended"}});
}

Error refusal(std::string_view key, std::string_view field, std::vector<Param> params) {
    return refusal_of(known, key, field, std::move(params));
}

}  // namespace usher::access
