-- Keys of service users (RT23): programs of one account, with roles like anybody's. `permissions`
-- and `place` narrow what the key lets of its user's power; null: nothing. `maker` is the user who
-- made it or changed its token last: it works only while they hold what it can do.
create table api_keys (
    account_id {id} not null,
    key_id {id} not null,
    user_id {id} not null,
    digest {blob} not null,
    name text not null,
    permissions text,                     -- JSON list of acts and permissions
    place {bigint},
    maker {id} not null,
    created_at {bigint} not null,
    made_at {bigint} not null,            -- when the token that works now was made
    ended_at {bigint},
    primary key (account_id, key_id)
) {without_rowid};
create unique index api_keys_by_digest on api_keys (digest);
create index api_keys_of_user on api_keys (account_id, user_id) where ended_at is null;
create index api_keys_of_maker on api_keys (account_id, maker) where ended_at is null;

-- Service users by name, each name once: dir_key is the name as it is sorted.
create unique index service_users on users (account_id, dir_key)
    where kind = 'service' and status = 'active';
