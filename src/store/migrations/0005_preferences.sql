-- How a person wants to be spoken to, in every account; null: as the browser or the account has it.
alter table identities add column language text;
alter table identities add column zone text;
