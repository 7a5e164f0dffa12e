-- Raised by each change of the account's places, and by nothing else: what is known of them in
-- memory is good for one number.
alter table accounts add column places_epoch {bigint} not null default 0;
