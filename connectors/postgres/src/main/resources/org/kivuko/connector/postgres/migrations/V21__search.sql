-- What operators look for. Each index costs every message that passes: config/decisions/2026-11-26-search.md says what, and which
-- ones are not there. Time needs none: messages are numbered in the order of time.

-- What an agency sent, in the order of time. An open claim is no message yet.
create index message_source on message (source, no) where accepted;

-- What was ruled for an agency, and what was not released or waits, in the order of time of the messages.
create index ruling_recipient on ruling (recipient, message) where superseded_at is null;
create index ruling_reason on ruling (reason, message) where reason is not null and superseded_at is null;

-- What came again under a key: these are few.
create index copy_key on copy (source, id) where source is not null;

-- The first position from which on messages were accepted at an instant or later, found by halving. Exact where messages stand in
-- the order of time; who asks leaves room for those that do not, and looks at each message's own time.
create function message_position(wanted timestamptz) returns bigint language plpgsql stable as $$
declare
    low    bigint;
    high   bigint;
    middle bigint;
    found  bigint;
    its    timestamptz;
begin
    select coalesce(min(no), 0), coalesce(max(no), 0) + 1 into low, high from message;
    while low < high loop
        middle := (low + high) / 2;
        select m.no, m.accepted_at into found, its from message m where m.no >= middle order by m.no limit 1;
        if found is null or its >= wanted then
            high := middle;
        else
            low := found + 1;
        end if;
    end loop;
    return low;
end
$$;

-- Questions that operators ask again. What somebody looks for may say more than it should: it is shown to nobody else unless shared.
create table saved_view (
    view     uuid primary key,
    owner    text not null,
    name     text not null,
    page     text not null,
    query    text not null,
    shared   boolean not null,
    saved_at timestamptz not null,
    unique (owner, page, name)
);
create index saved_view_shared on saved_view (page) where shared;
