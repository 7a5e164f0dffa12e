#include "mail/mailbox.h"

#include "store/store.h"

namespace usher::mail {

// The message has its job's id, so that a second delivery finds the first. Ids grow with time: the
// oldest messages are those with the lowest.
Carried BuiltInMailbox::carry(Message const& message) {
    auto kept = store_.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.exec(
            "insert into mailbox (mail_id, at, recipient, subject, body_text, body_html)"
            " values ($1, $2, $3, $4, $5, $6) on conflict (mail_id) do nothing",
            message.id, message.at, message.to, message.subject, message.text, message.html));
        TRY(
            tx.exec("delete from mailbox where mail_id <="
                    " (select mail_id from mailbox order by mail_id desc limit 1 offset $1)",
                    mailbox_keeps));
        return {};
    });
    if (!kept) return {Carried::Is::later, "The mailbox could not be written."};
    return {};
}

namespace {

Mail mail_of(store::Row const& row) {
    return {row.id<MailId>(0), row.time(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

}  // namespace

Result<std::vector<Mail>> newest(store::Snapshot& snapshot, std::string_view to,
                                 std::int64_t limit) {
    auto rows = TRY(
        snapshot.many("select mail_id, at, recipient, subject, body_text, body_html from mailbox"
                      " where $1 = '' or recipient = $1 order by mail_id desc limit $2",
                      to, limit));
    std::vector<Mail> mails;
    for (auto const& row : rows) mails.push_back(mail_of(row));
    return mails;
}

Result<Mail> find(store::Snapshot& snapshot, MailId id) {
    auto row =
        TRY(snapshot.one("select mail_id, at, recipient, subject, body_text, body_html from mailbox"
                         " where mail_id = $1",
                         id));
    if (!row) return fail(not_found());
    return mail_of(*row);
}

}  // namespace usher::mail
