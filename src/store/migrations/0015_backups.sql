-- The last good backup: as of when its data is, and when the file was verified and read back.
alter table instance add column backup_at {bigint};
alter table instance add column backup_verified_at {bigint};
