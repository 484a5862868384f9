-- Copies that failed and are sent through the hub again. Bodies and reasons are sealed.

-- uid: the name under which the bytes lie in quarantine. gone: they lie there no more (redriven, purged, missing).
alter table copy
    add column uid     uuid,
    add column gone    text,
    add column gone_at timestamptz;
create unique index copy_uid on copy (uid) where uid is not null;
create index copy_failing on copy (no) where kind = 'quarantined' and superseded_at is null and gone is null;
create index copy_failing_code on copy (code, no)
    where kind = 'quarantined' and superseded_at is null and gone is null;
create index copy_failing_agency on copy (agency, no)
    where kind = 'quarantined' and superseded_at is null and gone is null;

-- A set as it was counted; a job is started with it before it runs out, or never.
create table redrive_set (
    id      uuid primary key,
    queue   text not null,
    by      text not null,
    until   timestamptz not null,
    count   integer not null,
    oldest  timestamptz,
    newest  timestamptz
);
create index redrive_set_until on redrive_set (until);
create table redrive_item (
    set    uuid not null references redrive_set (id) on delete cascade,
    no     integer not null,
    copy   text not null,
    agency text,
    outbox text,
    state  text not null,
    at     timestamptz,
    primary key (set, no)
);
create index redrive_item_left on redrive_item (set, state, no) where state in ('open', 'moving');

create table redrive (
    no            bigint generated always as identity primary key,
    id            uuid not null unique references redrive_set (id),
    key           uuid not null unique,
    queue         text not null,
    by            text not null,
    reason_key    bytea not null,
    reason_sealed bytea not null,
    state         text not null,
    count         integer not null,
    done          integer not null default 0,
    failed        integer not null default 0,
    per_second    integer not null,
    started_at    timestamptz not null,
    ended_at      timestamptz
);
create index redrive_state on redrive (state) where state in ('running', 'paused');

-- A copy as somebody mended it, until somebody else has looked at it. The copy itself stays where it lies.
create table redrive_edit (
    no            bigint generated always as identity primary key,
    id            uuid not null unique,
    queue         text not null,
    copy          text not null,
    outbox        text not null,
    agency        text,
    by            text not null,
    at            timestamptz not null,
    reason_key    bytea not null,
    reason_sealed bytea not null,
    body_key      bytea not null,
    body_sealed   bytea not null,
    content_type  text not null,
    state         text not null,
    decided_by    text,
    decided_at    timestamptz
);
create index redrive_edit_approved on redrive_edit (no) where state = 'approved';
