-- Values of fields that the blueprint calls unique, folded: each stands once in an account. No row
-- for deleted users.
create table unique_fields (
    account_id {id} not null,
    field text not null,
    value_key text not null,
    user_id {id} not null,
    primary key (account_id, field, value_key)
) {without_rowid};
