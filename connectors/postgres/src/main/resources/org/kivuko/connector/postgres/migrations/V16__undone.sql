-- What waits after rows were changed, less what waited before: without looking for each row among all others, which took longer
-- than a hub has patience for where a batch of thousands of rulings was undone.
create or replace function waiting_undone() returns trigger language plpgsql as $$
begin
    insert into waiting_change (recipient, messages)
    select x.recipient, sum(x.messages) from (
        select no, recipient, -1 as messages from before where crosses and superseded_at is null
        union all
        select no, recipient, 1 from after where crosses and superseded_at is null) x
    where not exists (select from delivery_event e where e.ruling = x.no
        and e.state in ('acknowledged', 'returned', 'recalled', 'expired'))
    group by x.recipient having sum(x.messages) <> 0;
    return null;
end $$;
