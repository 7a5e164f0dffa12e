#include "backup/backup.h"

#include "base/signature.h"

namespace usher::backup {

void fields(FieldVisitor& v, Manifest& manifest) {
    v.field("usher", manifest.usher);
    v.field("at", manifest.at);
    v.field("migrations", manifest.migrations);
    v.field("accounts", manifest.accounts);
    v.field("events", manifest.events);
    v.field("bytes", manifest.bytes);
    v.field("key", manifest.key);
    v.field("instance_key", manifest.instance_key);
}

// The pair that signs checkpoints (audit/checkpoint.h), so that one number names the instance.
std::string name_of(SealingKey const& key) {
    return hex(Signer(key, "audit.checkpoint").public_key());
}

}  // namespace usher::backup
