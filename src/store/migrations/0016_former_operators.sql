-- Who operated this instance once: the log goes on saying their name (R6).
create table former_operators (
    identity_id {id} primary key,
    name text not null,                   -- where they gave none: the address
    removed_at {bigint} not null
) {without_rowid};
