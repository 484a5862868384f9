-- A delivery that is written anew keeps its place among what waits: the ruling that stood before is kept in a row of its own,
-- superseded from the first, and nothing waits because of it.
create or replace function waiting_queued() returns trigger language plpgsql as $$
begin
    insert into waiting_change (recipient, messages)
    select recipient, count(*) from made where crosses and superseded_at is null group by recipient;
    return null;
end $$;
