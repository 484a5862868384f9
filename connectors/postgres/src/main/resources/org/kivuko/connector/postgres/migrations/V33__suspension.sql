-- Agreements that operators suspended, as a whole or for one way between two states (empty: every one), and resumed again. The row
-- stays: a ruling names what was suspended then. Reasons are sealed.
create table agreement_suspension (
    no                 bigint generated always as identity primary key,
    id                 uuid not null unique,
    agreement          text not null,
    from_state         text not null,
    to_state           text not null,
    suspended_by       text not null,
    suspended_at       timestamptz not null,
    reason_key         bytea not null,
    reason_sealed      bytea not null,
    resumed_by         text,
    resumed_at         timestamptz
);
create unique index agreement_suspension_open on agreement_suspension (agreement, from_state, to_state)
    where resumed_at is null;

-- How many rulings rest on each agreement, by ten minutes.
create table agreement_use (
    at        timestamptz not null,
    agreement text not null,
    rulings   bigint not null,
    primary key (at, agreement)
);

-- What one shift leaves to the next; sealed.
create table shift_note (
    no          bigint generated always as identity primary key,
    id          uuid not null unique,
    by          text not null,
    at          timestamptz not null,
    text_key    bytea not null,
    text_sealed bytea not null
);

-- When an agency, or every one (empty), is told to expect nothing; sealed, and told once.
create table maintenance (
    no          bigint generated always as identity primary key,
    id          uuid not null unique,
    agency      text not null,
    begins      timestamptz not null,
    ends        timestamptz not null,
    by          text not null,
    at          timestamptz not null,
    text_key    bytea not null,
    text_sealed bytea not null,
    told_at     timestamptz
);
create index maintenance_ends on maintenance (ends);
create index maintenance_untold on maintenance (no) where told_at is null;
