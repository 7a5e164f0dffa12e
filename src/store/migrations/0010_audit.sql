-- A move stands in the log of both homes (RT30).
alter table audit add column moved_to {bigint};

-- Who and what each block of 1024 events speaks of: one row a block, written when it is full, in
-- place of an index whose pages every event had to touch.
drop index audit_of_target;
create table audit_blocks (
    account_id {id} not null,
    number {bigint} not null,             -- events number * 1024 + 1 and on
    first_at {bigint} not null,           -- the earliest and the latest moment in it
    last_at {bigint} not null,
    marks {blob} not null,                -- sorted; four bytes each
    primary key (account_id, number)
);
-- What may happen a million times an hour (sign-ins, refusals): counted here, and sealed into the
-- chains in batches. Few rows, whatever comes.
create table audit_pending (
    account_id {id} not null,             -- zeros: the instance
    act text not null,
    who text not null,                    -- "user:usr_…"; empty: nobody known
    client text not null,                 -- an address or network; empty: any
    why text not null,
    times {bigint} not null,
    first_at {bigint} not null,
    last_at {bigint} not null,
    primary key (account_id, act, who, client, why)
) {without_rowid};

-- How many invitations an account has sent within an hour (threat 15).
create table invitations_of_hour (
    account_id {id} not null,
    hour {bigint} not null,
    sent {bigint} not null,
    primary key (account_id, hour)
) {without_rowid};
