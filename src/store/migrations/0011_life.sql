-- Until when a deleted user can be restored; null once their roles are gone (RT34, RT35).
alter table users add column restore_until {bigint};
alter table users add column erased_at {bigint};
-- 1: an administrator changes the address and ended the way in by the old one at once (RT42).
alter table users add column address_needed integer not null default 0;
update users set restore_until = deleted_at + 2592000000 where status = 'deleted';
create index users_restorable on users (restore_until) where restore_until is not null;

-- An identity that was left without any user is erased at that time (RT34).
alter table identities add column alone_until {bigint};
create index identities_alone on identities (alone_until) where alone_until is not null;

-- What the sweeper looks for.
create index sessions_by_end on sessions (expires_at);
create index links_over on links (expires_at)
    where used_at is not null or ended_at is not null or purpose <> 'invitation';

-- Whose turn it is: the work of one account stands in line with its own, not before others'.
alter table jobs add column turn_at {bigint} not null default 0;
update jobs set turn_at = due_at;
create index jobs_by_turn on jobs (turn_at, job_id) where state = 'waiting';
create index jobs_in_line on jobs (account_id, turn_at)
    where state = 'waiting' and attempts = 0 and due_at = created_at;

-- One act upon many users: a job, and a row for each user.
create table bulks (
    account_id {id} not null,
    job_id {id} not null,
    act text not null,
    params text not null,                 -- JSON: role, place, home
    filter text,                          -- until all rows are there
    filter_after text,
    started_by text not null,
    undo_of {id},
    undone_by {id},
    stopped text,                         -- an error key: why it ended before its last row
    rows_total {bigint} not null,
    rows_done {bigint} not null,
    rows_same {bigint} not null,
    rows_refused {bigint} not null,
    created_at {bigint} not null,
    ended_at {bigint},
    primary key (account_id, job_id)
) {without_rowid};
create index bulks_by_end on bulks (ended_at) where ended_at is not null;
create index bulks_open on bulks (account_id) where ended_at is null;

create table bulk_rows (
    account_id {id} not null,
    job_id {id} not null,
    row_number {bigint} not null,
    user_id {id} not null,
    state text not null check (state in ('waiting', 'done', 'same', 'refused')),
    code text,
    detail text,
    before text,                          -- JSON: what undo returns to; no personal values
    version_after {bigint},
    primary key (account_id, job_id, row_number)
) {without_rowid};
create unique index bulk_rows_of_user on bulk_rows (account_id, job_id, user_id);
create index bulk_rows_by_state on bulk_rows (account_id, job_id, state, row_number);
