-- What operators did, and looked into. Free texts of people are sealed like content: they write what they should not.
-- before and after are short JSON without personal data; agencies and states are those that the target names.
create table audit (
    no           bigint generated always as identity primary key,
    id           uuid not null unique,
    at           timestamptz not null,
    login        text not null,
    address      text not null,
    action       text not null,
    target       text not null,
    agencies     text[] not null,
    states       text[] not null,
    texts_key    bytea not null,
    texts_sealed bytea not null,
    before       text not null,
    after        text not null,
    outcome      text not null check (outcome in ('done', 'refused', 'failed', 'unfinished'))
);
create index audit_at on audit (at, no);
create index audit_login on audit (login, no);
create index audit_action on audit (action, no);
create index audit_target on audit (target, no);

-- A row is ended once; beyond that nothing of it changes and none goes, whoever asks.
create function audit_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.outcome = 'unfinished' and new.outcome <> 'unfinished'
            and (new.no, new.id, new.at, new.login, new.address, new.action, new.texts_key, new.texts_sealed)
                = (old.no, old.id, old.at, old.login, old.address, old.action, old.texts_key, old.texts_sealed)
            and (old.target = '' or new.target = old.target) then
        return new;
    end if;
    raise exception 'what operators did stays as it is written';
end
$$;
create trigger audit_stays before update or delete on audit for each row execute function audit_stays();
create trigger audit_is_kept before truncate on audit for each statement execute function audit_stays();
