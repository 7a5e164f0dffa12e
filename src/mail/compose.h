// From a letter to the message that goes out: the words in the recipient's language, as plain text
// and as HTML, and the form on the wire.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "mail/carrier.h"
#include "mail/deliver.h"
#include "mail/letter.h"
#include "mail/text.h"

namespace usher::mail {

// The letter has what its texts ask for. Fails as compose() would with `mail.no_text` or
// `mail.no_param`, but costs next to nothing.
Result<void> check_letter(Catalogue const&, Letter const&);

// The same letter, id and time make the same message. Fails with `mail.no_text`, `mail.no_param` or
// `mail.address`.
Result<Message> compose(Catalogue const&, Letter const&, Sender const&, JobId, Time posted);

}  // namespace usher::mail
