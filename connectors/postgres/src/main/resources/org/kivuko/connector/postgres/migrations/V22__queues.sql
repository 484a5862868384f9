-- What operators see of queues and do about them. Names of queues, counts, instants and codes; reasons are sealed.

create table queue_name (
    no    integer generated always as identity primary key,
    queue text not null unique
);

-- Points of the histories of queues, by the length of a step. A point at which nothing changed is not kept.
create table queue_point (
    step           integer not null,
    queue          integer not null,
    at             timestamptz not null,
    messages       bigint not null,
    in_per_second  double precision not null,
    out_per_second double precision not null,
    primary key (queue, step, at)
);
create index queue_point_age on queue_point (step, at);

-- Up to which number the broker's messages had come at an instant.
create table broker_mark (
    newest bigint primary key,
    at     timestamptz not null
);

-- Who paused a queue or had it go on, newest last; the key makes each act one.
create table queue_act (
    no            bigint generated always as identity primary key,
    key           uuid not null unique,
    queue         text not null,
    resumed       boolean not null,
    by            text not null,
    at            timestamptz not null,
    reason_key    bytea not null,
    reason_sealed bytea not null
);
create index queue_act_queue on queue_act (queue, no);
