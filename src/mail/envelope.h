// A letter as it waits in its job: sealed, because it holds the link (R8), and bound to that job.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"
#include "mail/letter.h"

namespace usher::mail {

struct Posted {
    Letter letter;
    Time at;
};

std::string sealed(Letter const&, Time posted, JobId, SealingKey const&, Random&);
// Fails with `mail.sealed`.
Result<Posted> opened(std::string_view payload, JobId, SealingKey const&);

}  // namespace usher::mail
