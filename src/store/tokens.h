// SQL is one text for every engine; what must differ is a token in braces (tx.h, migrations).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace usher::store {

// The text with its tokens as SQLite has them:
//   {for_no_key_update} {skip_locked}     nothing: there is one writer
//   {in $4}                               in (…): the list is bound as a JSON array
//   {within home, $4}                     ($4 is null or home in (…))
//   {id} {blob} {bigint} {without_rowid}  types, in migrations
// Braces inside quotes and comments are left alone. Any other token is a bug: `internal`.
Result<std::string> for_sqlite(std::string_view sql);

}  // namespace usher::store
