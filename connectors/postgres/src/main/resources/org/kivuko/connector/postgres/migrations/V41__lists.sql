-- What operators see lists of goes by an index that has the order of the list, whatever is asked of it: no list reads what it
-- does not show.

-- The audit by when things were done; acts of one instant by their numbers. The index of all carries a condition that only the
-- question for all states: it looks cheaper than it is where somebody did little.
drop index audit_at;
create index audit_at on audit (at, no) where no > 0;
drop index audit_login;
drop index audit_action;
drop index audit_target;
create index audit_login on audit (login, at, no);
create index audit_action on audit (action, at, no);
create index audit_login_action on audit (login, action, at, no);
create index audit_target on audit (target, at, no);

-- Which states and agencies an act names: for those who may see these alone.
create table audit_place (
    place  text not null,
    at     timestamptz not null,
    no     bigint not null,
    login  text not null,
    action text not null,
    primary key (place, at, no)
);
create index audit_place_login on audit_place (place, login, at, no);
create index audit_place_action on audit_place (place, action, at, no);
insert into audit_place (place, at, no, login, action)
    select p, a.at, a.no, a.login, a.action from audit a cross join lateral unnest(a.states || a.agencies) as p
    on conflict do nothing;

create function audit_named() returns trigger language plpgsql as $$
begin
    insert into audit_place (place, at, no, login, action)
    select p, new.at, new.no, new.login, new.action from unnest(new.states || new.agencies) as p
    on conflict do nothing;
    return null;
end
$$;
create trigger audit_named after insert or update on audit for each row execute function audit_named();

-- These carry a condition that only their lists state, as those of V31.
create index message_correction on message (no) where type = 'kivuko.correction.v1' and no > 0;
create index due_told on due (at, no)
    where what in ('late', 'unanswered') and carried_by is not null and closed_at is null and no > 0;

-- What failed, by its cause and by whose it is. The order is that of an expression, so that no index of all copies has it: one
-- that stands as the copies lie on the disk looks cheaper than it is where there are few to be found.
drop index copy_failing_code;
drop index copy_failing_agency;
create index copy_failing_code on copy (code, (no + 0))
    where kind = 'quarantined' and superseded_at is null and gone is null;
create index copy_failing_agency on copy (agency, (no + 0))
    where kind = 'quarantined' and superseded_at is null and gone is null;
create index copy_failing_agency_code on copy (agency, code, (no + 0))
    where kind = 'quarantined' and superseded_at is null and gone is null;
create index copy_failing_state on copy (split_part(agency, '.', 1), (no + 0))
    where kind = 'quarantined' and superseded_at is null and gone is null;
create index copy_failing_state_code on copy (split_part(agency, '.', 1), code, (no + 0))
    where kind = 'quarantined' and superseded_at is null and gone is null;
