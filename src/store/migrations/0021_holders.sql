-- Holders of a role with all that is asked of them, so that no question walks every assignment of
-- the account instead.
drop index assignments_by_role;
create index assignments_by_role
    on assignments (account_id, role, user_id, until_at, from_at, given_at);
