-- Since when an account is suspended or closed, why, and until when a closed one can be opened
-- again.
alter table accounts add column status_at {bigint};
alter table accounts add column status_reason text not null default '';
alter table accounts add column closes_at {bigint};

-- Slug and name, folded as people search; empty in rows older than this column.
alter table accounts add column search text not null default '';
create index accounts_by_status on accounts (status, slug);
