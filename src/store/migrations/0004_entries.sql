-- Which sessions entered which account, and when (RT38): what an administrator sees of a person's
-- sessions is this account's part of them.
create table entries (
    account_id {id} not null,
    user_id {id} not null,
    session_id {id} not null,
    first_at {bigint} not null,
    last_at {bigint} not null,
    primary key (account_id, user_id, session_id)
) {without_rowid};
create index entries_of_session on entries (session_id);
