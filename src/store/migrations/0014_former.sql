-- Deleted users who can still be brought back, by their address: whoever invites that address anew
-- is offered them instead (RT36).
create index users_former on users (account_id, email_key) where restore_until is not null;
