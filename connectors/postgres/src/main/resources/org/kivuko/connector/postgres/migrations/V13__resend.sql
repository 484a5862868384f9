-- Until when an original is kept for a recipient that asks again for what it has taken over; null: not longer than something
-- of it waits.
alter table content add column keep_until timestamptz;
create index content_kept on content (keep_until) where keep_until is not null;

-- Deliveries that their recipients asked for again. Until such a row has ended, the delivery is to be handed over although it
-- was taken over before.
create table resend (
    no        bigint generated always as identity primary key,
    delivery  uuid not null,
    asked_at  timestamptz not null,
    placed_at timestamptz,
    handed_at timestamptz,
    ended_at  timestamptz
);
create unique index resend_open on resend (delivery) where ended_at is null;

-- Which delivery has which number of its link.
create index ruling_link on ruling (recipient, link_number) where link_number is not null;
