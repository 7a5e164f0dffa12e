-- Reset links are the identity's, whoever asked for them; account_id and user_id say on whose
-- behalf where it was an administrator.
alter table links add column identity_id {id};
create index links_of_identity on links (identity_id, created_at) where identity_id is not null;

-- 1: an administrator ended the password for this account; it is entered again once a mailed link
-- was followed and a password set (RT41).
alter table users add column reset_needed integer not null default 0;
