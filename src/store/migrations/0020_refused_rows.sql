-- What the sentence of a refused row is filled with, as JSON: facts, no names of people.
alter table bulk_rows add column params text;
