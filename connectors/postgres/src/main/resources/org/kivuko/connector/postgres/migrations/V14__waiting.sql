-- How many deliveries wait for each agency: what crossed and has not come to its end. Every statement that changes it appends the
-- change, so that no two of them wait for one another; the changes are folded into the sum now and then.
create table waiting (
    recipient text primary key,
    messages  bigint not null
);
create table waiting_change (
    no        bigint generated always as identity primary key,
    recipient text not null,
    messages  bigint not null
);

create function waiting_queued() returns trigger language plpgsql as $$
begin
    insert into waiting_change (recipient, messages)
    select recipient, count(*) from made where crosses group by recipient;
    return null;
end $$;
create trigger waiting_queued after insert on ruling
    referencing new table as made for each statement execute function waiting_queued();

-- A released delivery may be undone only while the broker has not committed it: nothing has happened to it then.
create function waiting_undone() returns trigger language plpgsql as $$
begin
    insert into waiting_change (recipient, messages)
    select b.recipient, -count(*) from before b join after a on a.no = b.no
    where b.crosses and b.superseded_at is null and a.superseded_at is not null
        and not exists (select from delivery_event e where e.ruling = b.no
            and e.state in ('acknowledged', 'returned', 'recalled', 'expired'))
    group by b.recipient;
    return null;
end $$;
create trigger waiting_undone after update on ruling
    referencing old table as before new table as after for each statement execute function waiting_undone();

-- The first end counts: what was recalled may still be acknowledged by who was handed it before.
create function waiting_ended() returns trigger language plpgsql as $$
begin
    insert into waiting_change (recipient, messages)
    select r.recipient, -count(*) from made m join ruling r on r.no = m.ruling and r.superseded_at is null
    where m.state in ('acknowledged', 'returned', 'recalled', 'expired')
        and not exists (select from delivery_event e where e.ruling = m.ruling and e.state <> m.state
            and e.state in ('acknowledged', 'returned', 'recalled', 'expired'))
    group by r.recipient;
    return null;
end $$;
create trigger waiting_ended after insert on delivery_event
    referencing new table as made for each statement execute function waiting_ended();

insert into waiting (recipient, messages)
    select r.recipient, count(*) from ruling r
    where r.crosses and r.superseded_at is null
        and not exists (select from delivery_event e where e.ruling = r.no
            and e.state in ('acknowledged', 'returned', 'recalled', 'expired'))
    group by r.recipient;
