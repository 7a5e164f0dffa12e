-- A person's second address, where a link goes when the first is lost (ST7). Not an address to sign
-- in with, so several people may name the same.
create table recovery_emails (
    identity_id {id} primary key,
    email text not null,
    email_key text not null,
    verified_at {bigint} not null
) {without_rowid};

-- Changes of the own addresses: confirmed by a link to the new one, stopped by a link to the old
-- one, also for a while after it was confirmed (threat 14).
create table address_changes (
    change_id {id} primary key,
    identity_id {id} not null,
    kind text not null check (kind in ('sign_in', 'recovery')),
    old_email text not null,
    old_email_key text not null,
    new_email text not null,
    new_email_key text not null,
    confirm_digest {blob} not null unique,
    stop_digest {blob} not null unique,
    created_at {bigint} not null,
    expires_at {bigint} not null,
    stop_until {bigint} not null,
    confirmed_at {bigint},
    ended_at {bigint}
);
create index address_changes_of on address_changes (identity_id, created_at);

-- Browsers in which a person has signed in: their tries are counted apart from a stranger's.
create table known_browsers (
    digest {blob} primary key,
    identity_id {id} not null,
    seen_at {bigint} not null
) {without_rowid};
create index known_browsers_of on known_browsers (identity_id, seen_at);
