-- Lists: the walk's row has all that a list filters and sorts by, statuses as numbers (0 invited,
-- 1 active, 2 suspended, 3 deleted); the counts have a row for the whole account.
create table user_walk (
    account_id {id} not null,
    dir_key text not null,
    user_id {id} not null,
    home {bigint} not null,
    status integer not null check (status between 0 and 3),
    seen {bigint} not null,               -- users.last_active_at; 0: never
    primary key (account_id, dir_key)
) {without_rowid};
insert into user_walk (account_id, dir_key, user_id, home, status, seen)
    select account_id, dir_key, user_id, home,
        case status when 'invited' then 0 when 'active' then 1 when 'suspended' then 2 else 3 end,
        coalesce(last_active_at, 0)
    from users order by account_id, dir_key;
drop table user_dir;
alter table user_walk rename to user_dir;

drop table status_counts;
create table status_counts (              -- exact, per home place; home -1: the whole account
    account_id {id} not null,
    home {bigint} not null,
    status integer not null check (status between 0 and 3),
    users {bigint} not null check (users >= 0),
    primary key (account_id, home, status)
) {without_rowid};
insert into status_counts (account_id, home, status, users)
    select account_id, home, status, count(*) from user_dir group by account_id, home, status;
insert into status_counts (account_id, home, status, users)
    select account_id, -1, status, count(*) from user_dir group by account_id, status;

-- Few of a status or at a place, in a large account; and the order of last activity.
create index users_by_status on users (account_id, status, home);
create index users_by_activity on users (account_id, coalesce(last_active_at, 0), user_id);

-- Holders of a role and users with roles at a place, without reading each assignment.
drop index assignments_by_role;
create index assignments_by_role on assignments (account_id, role, user_id, until_at);
drop index assignments_by_scope;
create index assignments_by_scope on assignments (account_id, scope, user_id, until_at);
