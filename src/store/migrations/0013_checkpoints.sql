-- Checkpoints that the server signed by itself, the newest of each chain: what was cut off and
-- mended in the database does not lead through them.
create table audit_checkpoints (
    account_id {id} not null,             -- zeros: the instance's own chain
    seq {bigint} not null,
    hash text not null,
    at {bigint} not null,
    key text not null,
    signature text not null,
    primary key (account_id, seq)
) {without_rowid};

-- Whom or what an answer that is kept for retries speaks of, so that it goes when they are erased;
-- null: of several.
alter table idempotency add column about text;
create index idempotency_about on idempotency (account_id, about);

-- How far a closed account was emptied after its grace: events up to that one; when it was done.
alter table accounts add column emptied_to {bigint} not null default 0;
alter table accounts add column emptied_at {bigint};
create index accounts_closing on accounts (closes_at)
    where status = 'closed' and emptied_at is null;
