-- Things that users are let use (RT18): carriers, cost accounts, servers.
create table resources (
    account_id {id} not null,
    resource_id {id} not null,
    kind text not null,                   -- of the blueprint
    key text not null,                    -- the product's own id of it
    name text not null,
    name_key text not null,               -- folded: what lists are sorted and searched by
    group_name text not null,             -- '' where none: what per-group defaults go by
    place {bigint} not null,
    created_at {bigint} not null,
    version {bigint} not null,
    primary key (account_id, resource_id)
);
create unique index resources_by_key on resources (account_id, kind, key);
create index resources_by_name on resources (account_id, kind, name_key, resource_id);
create index resources_by_place on resources (account_id, kind, place);

create table grants (
    account_id {id} not null,
    user_id {id} not null,
    kind text not null,
    resource_id {id} not null,            -- zeros: all of the kind, future ones too
    given_by text not null,
    given_at {bigint} not null,
    primary key (account_id, user_id, kind, resource_id)
) {without_rowid};
create index grants_of_resource on grants (account_id, resource_id, user_id);

create table grant_defaults (             -- at most one of a kind, or of a kind's group
    account_id {id} not null,
    user_id {id} not null,
    kind text not null,
    group_name text not null,             -- '' where the kind has one default for all
    resource_id {id} not null,
    primary key (account_id, user_id, kind, group_name)
) {without_rowid};
create index grant_defaults_of_resource on grant_defaults (account_id, resource_id, user_id);
