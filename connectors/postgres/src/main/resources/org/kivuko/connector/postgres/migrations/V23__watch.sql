-- What operators are told of, and what they did about it. Names of queues, agencies and agreements, counts and instants; what
-- people write is sealed.

create table alert (
    no              bigint generated always as identity primary key,
    id              uuid not null unique,
    kind            text not null,
    target          text not null,
    agency          text,
    severity        text not null,
    value           bigint not null,
    threshold       bigint not null,
    since           timestamptz not null,
    calm_since      timestamptz,
    ended_at        timestamptz,
    acknowledged_by text,
    acknowledged_at timestamptz,
    assigned        text
);
create unique index alert_open on alert (kind, target) where ended_at is null;
create index alert_open_no on alert (no) where ended_at is null;
create index alert_ended_no on alert (no) where ended_at is not null;

create table alert_note (
    id          uuid primary key,
    no          bigint generated always as identity,
    alert       uuid not null,
    by          text not null,
    at          timestamptz not null,
    text_key    bytea not null,
    text_sealed bytea not null
);
create index alert_note_alert on alert_note (alert, no);

-- That somebody is to be told of a start or an end, by a channel; what is told together has one bundle.
create table alert_notice (
    no      bigint generated always as identity primary key,
    alert   uuid not null,
    started boolean not null,
    channel text not null,
    bundle  uuid,
    told_at timestamptz,
    unique (alert, started, channel)
);
create index alert_notice_waiting on alert_notice (channel, no) where told_at is null;
create index alert_notice_bundle on alert_notice (bundle) where told_at is null;

create table alert_bundle (
    id      uuid primary key,
    channel text not null,
    tries   integer not null default 0,
    again   timestamptz,
    told_at timestamptz
);
create index alert_bundle_waiting on alert_bundle (channel) where told_at is null;

-- Thresholds that were set while hubs ran; an empty target stands for every one, a missing value for: not watched.
create table alert_threshold (
    kind   text not null,
    target text not null,
    value  bigint,
    set_by text not null,
    set_at timestamptz not null,
    primary key (kind, target)
);

-- When something was heard of an agency last, to within a look.
create table agency_seen (
    agency text primary key,
    at     timestamptz not null
);

-- How many rulings of each outcome were made, by ten minutes; and up to which ruling they are counted.
create table traffic (
    at        timestamptz not null,
    source    text not null,
    recipient text not null,
    outcome   text not null,
    rulings   bigint not null,
    primary key (at, source, recipient, outcome)
);
create table traffic_mark (
    only_one boolean primary key default true check (only_one),
    ruling   bigint not null
);

-- What arose at border posts, by ten minutes: to an empty state each message once, to a state what crossed to it.
create table post_traffic (
    at       timestamptz not null,
    post     text not null,
    to_state text not null,
    messages bigint not null,
    primary key (at, post, to_state)
);
create table post_report (
    post text primary key,
    at   timestamptz not null
);
