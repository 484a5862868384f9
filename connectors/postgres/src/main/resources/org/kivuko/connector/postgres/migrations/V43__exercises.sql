-- Exercises, a row for each run. Who takes part and when are codes; the script holds messages and is sealed.
create table exercise (
    name          text not null,
    run           integer not null,
    title         text not null,
    participants  text[] not null,
    begins        timestamptz not null,
    ends          timestamptz not null,
    opened_by     text not null,
    script_key    bytea,
    script_sealed bytea,
    scripted_by   text,
    scripted_at   timestamptz,
    closed_by     text,
    closed_at     timestamptz,
    reset_by      text,
    reset_at      timestamptz,
    primary key (name, run)
);

-- What of a script was handed in, and why it was not taken where it was not.
create table exercise_inject (
    name         text not null,
    run          integer not null,
    inject       text not null,
    handed_in_at timestamptz not null,
    refusal      text,
    primary key (name, run, inject)
);

-- The run to which a message belongs (BUSIA-2026/2), as it was known when the message was judged.
alter table message add column exercise text;
create index message_exercise on message (exercise) where exercise is not null;
