-- The last instant at which a hub of this ledger was seen running, besides those of its recordings.
create table clock_mark (
    only_one boolean primary key default true check (only_one),
    at       timestamptz not null
);

-- A clock that was doubted and confirmed: what it read, what was expected and by what, by how much it was ahead of this database's
-- clock then, and by which key or place it was said that it is right.
create table clock_confirmation (
    no           bigint generated always as identity primary key,
    at           timestamptz not null,
    expected     timestamptz not null,
    against      text not null,
    ahead_millis bigint not null,
    who          text not null
);
