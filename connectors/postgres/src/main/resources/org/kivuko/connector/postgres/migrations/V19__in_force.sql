-- When its sender says that a message was sent: of the versions of one alert the latest counts. Of messages from before that is
-- not known; then it is when they were accepted.
alter table message add column sent_at timestamptz;

-- The versions of an alert: the alerts, updates and cancels that are connected with a message because an update or a cancel
-- names another, itself included.
create function versions_of(start bigint) returns table (no bigint) language sql stable as $$
    with recursive met (no) as (
        select start
        union
        select n.no from met
        join message m on m.no = met.no
        cross join lateral (
            select e.no, e.type, e.msg_type, e.batch from unnest(m.refs) as r (key)
            join message e on e.source = split_part(r.key, '/', 1) and e.id = split_part(r.key, '/', 2)
            where m.msg_type in ('Update', 'Cancel')
            union all
            select l.no, l.type, l.msg_type, l.batch from message l
            where l.refs <> '{}' and l.refs @> array[m.source || '/' || m.id] and l.msg_type in ('Update', 'Cancel')) n
        where n.type = 'kivuko.alert.v1' and n.msg_type in ('Alert', 'Update', 'Cancel') and n.batch is not null)
    select met.no from met
$$;

-- What agencies were told when they asked what is in force for them: recorded before it was answered, once for each answer.
create table disclosure (
    no          bigint generated always as identity primary key,
    at          timestamptz not null,
    recipient   text not null,
    message     bigint not null,
    delivery    uuid not null,
    outcome     text not null,
    rules       text[] not null,
    agreements  text[] not null,
    removed     text[] not null,
    transformed text[] not null,
    handling    text not null
);
create index disclosure_message on disclosure (message);
