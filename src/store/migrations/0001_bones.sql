-- Ids are 16 bytes, times are milliseconds UTC, booleans 0/1. account_id stands first in every
-- tenant's table. Tokens: {id} {bigint} {blob} {without_rowid}.

create table instance (
    one integer primary key check (one = 1),
    audit_seq {bigint} not null,
    audit_head {blob} not null,
    created_at {bigint} not null
);

create table accounts (
    account_id {id} primary key,
    slug text not null unique,
    name text not null,
    blueprint text not null,
    plan text not null,
    status text not null check (status in ('open', 'suspended', 'closed')),
    language text not null,
    accepted integer not null,            -- 1 from the first acceptance on: R1 holds
    seats_bought {bigint},                -- null: unlimited
    seats_used {bigint} not null,
    next_place {bigint} not null,
    audit_seq {bigint} not null,
    audit_head {blob} not null,
    epoch {bigint} not null,
    version {bigint} not null,
    created_at {bigint} not null,
    constraint seats_not_negative check (seats_used >= 0),
    constraint seats_not_overrun check (seats_bought is null or seats_used <= seats_bought)
);

-- number 0 is the account itself and has no row. A number is never used again.
create table places (
    account_id {id} not null,
    number {bigint} not null,
    place_id {id} not null,
    parent {bigint} not null,
    level text not null check (level in ('division', 'location')),
    name text not null,
    name_key text not null,
    retired_at {bigint},
    version {bigint} not null,
    primary key (account_id, number)
) {without_rowid};
create unique index places_by_id on places (account_id, place_id);
create unique index places_by_name on places (account_id, parent, name_key)
    where retired_at is null;

create table users (
    account_id {id} not null,
    user_id {id} not null,
    kind text not null check (kind in ('person', 'device', 'service')),
    status text not null check (status in ('invited', 'active', 'suspended', 'deleted')),
    status_before text,                   -- of a deleted user: what restore returns to
    first_name text not null,
    last_name text not null,              -- the whole name, where the blueprint's names are whole
    email text,
    email_key text,
    username text,
    home {bigint} not null,
    fields text not null,                 -- JSON object of the blueprint's fields
    dir_key text not null,
    identity_id {id},
    language text not null,
    created_at {bigint} not null,
    activated_at {bigint},
    last_active_at {bigint},
    suspended_at {bigint},
    deleted_at {bigint},
    entries_after {bigint} not null,      -- entries older than this are ended (RT39)
    version {bigint} not null,
    primary key (account_id, user_id)
);
create index users_deleted on users (account_id, deleted_at) where deleted_at is not null;

-- Filled in their own order (architecture section 3): trees of their own, not indexes of users.
create table user_email (                 -- no row for deleted users
    account_id {id} not null,
    email_key text not null,
    user_id {id} not null,
    primary key (account_id, email_key)
) {without_rowid};

create table user_dir (
    account_id {id} not null,
    dir_key text not null,
    user_id {id} not null,
    home {bigint} not null,
    status text not null,
    primary key (account_id, dir_key)
) {without_rowid};

create table status_counts (              -- exact, per home place
    account_id {id} not null,
    home {bigint} not null,
    status text not null,
    users {bigint} not null check (users >= 0),
    primary key (account_id, home, status)
) {without_rowid};

create table assignments (
    account_id {id} not null,
    user_id {id} not null,
    role text not null,
    scope {bigint} not null,              -- -1: the user's home; else a place's number
    from_at {bigint},
    until_at {bigint},
    given_by text not null,
    given_at {bigint} not null,
    primary key (account_id, user_id, role, scope)
) {without_rowid};
create index assignments_by_role on assignments (account_id, role, user_id);
create index assignments_by_scope on assignments (account_id, scope, user_id);

-- Identities are the person's, apart from any account (RT38).
create table identities (
    identity_id {id} primary key,
    password_hash text,
    password_version {bigint} not null,
    created_at {bigint} not null
);
create table identity_emails (
    email_key text primary key,
    identity_id {id} not null,
    email text not null,
    verified_at {bigint} not null
) {without_rowid};
create index identity_emails_of on identity_emails (identity_id);
create table memberships_of (
    identity_id {id} not null,
    account_id {id} not null,
    user_id {id} not null,
    primary key (identity_id, account_id)
) {without_rowid};
create table operators (
    identity_id {id} primary key,
    name text not null,
    created_at {bigint} not null
);

create table sessions (
    digest {blob} primary key,            -- SHA-256 of the cookie's token
    session_id {id} not null unique,
    identity_id {id} not null,
    created_at {bigint} not null,
    authenticated_at {bigint} not null,
    last_seen_at {bigint} not null,
    expires_at {bigint} not null,
    user_agent text not null,
    address text not null
) {without_rowid};
create index sessions_of on sessions (identity_id);

-- Mailed single-use links: an invitation, later a reset or an e-mail change. Keyed by the token's
-- digest: whoever follows one has no account yet.
create table links (
    digest {blob} primary key,
    purpose text not null,
    account_id {id} not null,             -- zeros: the instance
    user_id {id} not null,                -- zeros: none
    email text not null,
    email_key text not null,
    sent_by text not null,                -- the actor whose right it stands on (RT20)
    created_at {bigint} not null,
    expires_at {bigint} not null,
    used_at {bigint},
    ended_at {bigint},
    asked_at {bigint}                     -- when its holder last asked for a new one
) {without_rowid};
create index links_of_user on links (account_id, user_id, purpose);

create table jobs (
    job_id {id} primary key,
    account_id {id} not null,             -- zeros: the instance
    kind text not null,
    state text not null check (state in ('waiting', 'done', 'failed')),
    due_at {bigint} not null,
    locked_until {bigint},
    fence {bigint} not null,
    attempts {bigint} not null,
    payload {blob} not null,              -- sealed where it holds a secret; emptied when done
    progress {bigint} not null,
    total {bigint},
    last_error text,
    created_at {bigint} not null,
    done_at {bigint}
);
create index jobs_due on jobs (due_at) where state = 'waiting';
create index jobs_leased on jobs (locked_until) where locked_until is not null;
create index jobs_ended on jobs (state, done_at) where done_at is not null;
create index jobs_of_account on jobs (account_id, created_at);

-- The built-in mailbox, where no SMTP server is set.
create table mailbox (
    mail_id {id} primary key,
    at {bigint} not null,
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text not null
);

create table audit (
    account_id {id} not null,             -- zeros: the instance's own chain
    seq {bigint} not null,
    event_id {id} not null,
    at {bigint} not null,
    act text not null,
    by_actor text not null,
    target text not null,
    place {bigint} not null,              -- the target's home at that time (RT30)
    request_id text not null,
    details text,                         -- JSON; null once erased
    salt {blob} not null,
    details_digest {blob} not null,       -- sha256(salt || details): what the chain holds
    hash {blob} not null,
    primary key (account_id, seq)
) {without_rowid};
create unique index audit_by_event on audit (account_id, event_id);
create index audit_of_target on audit (account_id, target, seq);

create table idempotency (
    account_id {id} not null,
    actor text not null,
    route text not null,
    key text not null,
    body_digest {blob} not null,
    status {bigint},
    headers text,
    answer {blob},
    created_at {bigint} not null,
    primary key (account_id, actor, route, key)
) {without_rowid};
create index idempotency_by_age on idempotency (created_at);

-- Keys of the product itself (RT23), made by an operator for the instance.
create table product_keys (
    digest {blob} primary key,
    key_id {id} not null unique,
    blueprint text not null,
    name text not null,
    created_at {bigint} not null,
    ended_at {bigint}
) {without_rowid};
