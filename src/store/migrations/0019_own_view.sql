-- How a person likes the pages to be, in every browser: the columns that they left out of the list
-- of users (names with commas between them), rows close together, shortcuts of one key. Null: as
-- everybody begins.
alter table identities add column hidden_columns text;
alter table identities add column close_rows {bigint};
alter table identities add column shortcuts {bigint};
