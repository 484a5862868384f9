-- What waits: messages as they were sent, encrypted; what rulings rested on; who decides, and until when.

-- One row per message of which a delivery has not ended. The key is wrapped under a secret that the database never sees.
-- Deleted with the end of the last delivery, and with it the only way to read the rest.
create table content (
    message     bigint primary key,
    wrapped_key bytea not null,
    sealed      bytea not null
);
-- Cipher text does not shrink.
alter table content alter column sealed set storage external;

-- What a ruling rested on, so that an audit can judge again, and what its recipient owes for what it was given.
alter table ruling
    add column shown_to_sender boolean not null default true,
    add column facts           text,
    add column onward          text not null default 'prohibited',
    add column onward_to       text[] not null default '{}',
    add column evidence        text not null default 'prohibited',
    add column acknowledge_by  timestamptz,
    add column retain_until    timestamptz,
    add column hold_cause      text,
    add column hold_until      timestamptz,
    add column was_held        boolean not null default false,
    add column first_judged_at timestamptz,
    add column superseded_by   bigint;
create index ruling_held on ruling (no) where outcome = 'held' and superseded_at is null;
create index ruling_superseded_by on ruling (superseded_by) where superseded_by is not null;

-- What is to be done about a delivery at an instant: what officers decide, ends of reviews, acknowledgements that are owed.
-- Carried out by the recording of an errand (a batch), and undone with it; closed where there was nothing to do.
create table due (
    no            bigint generated always as identity primary key,
    delivery      uuid not null,
    ruling        bigint not null,
    what          text not null,
    at            timestamptz not null,
    by            text not null,
    reason_key    bytea,
    reason_sealed bytea,
    sent_at       timestamptz,
    carried_by    bigint,
    carried_at    timestamptz,
    closed_at     timestamptz
);
create unique index due_decision on due (ruling) where what in ('release', 'refuse');
create unique index due_review on due (ruling, what) where what in ('review-ends', 'ask');
create unique index due_reminder on due (delivery, what) where what in ('late', 'late-ended');
create index due_open on due (at) where carried_by is null and closed_at is null;
create index due_carried on due (carried_by) where carried_by is not null;
create index due_late on due (at) where what = 'late' and closed_at is null;

-- What later rulings ask. The outbox of a ruling under a rule with a rate cap, by which its uses are counted:
alter table ruling add column capped_queue text;
create index ruling_capped on ruling (capped_queue, judged_at) where capped_queue is not null and superseded_at is null;

-- Keyed digests of what names a person, document or vehicle, by which content is known again that somebody sends on: of what
-- a holder sent itself (ruling is null), and of what it was given by a ruling.
create table subject_mark (
    message bigint not null,
    ruling  bigint,
    holder  text not null,
    mark    text not null
);
create index subject_mark_holder on subject_mark (holder, mark);
create index subject_mark_message on subject_mark (message);

-- Figures of flow reports as recipients were given them, sealed: they hold small counts.
create table figures (
    ruling       bigint primary key,
    recipient    text not null,
    post         text not null,
    direction    text not null,
    period_start date not null,
    period_end   date not null,
    wrapped_key  bytea not null,
    sealed       bytea not null
);
create index figures_about on figures (recipient, post, direction);
