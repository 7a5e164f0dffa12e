-- An operator's look into an account (RT26): who, why, from when until when.
create table support_access (
    account_id {id} not null,
    identity_id {id} not null,            -- the operator's
    from_at {bigint} not null,
    until_at {bigint} not null,
    reason text not null,
    ended_at {bigint},                    -- by hand, before its time was over
    primary key (account_id, identity_id, from_at)
) {without_rowid};
