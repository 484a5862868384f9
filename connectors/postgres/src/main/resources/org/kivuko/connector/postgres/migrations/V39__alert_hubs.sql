-- An alert belongs to the hub that started it; what is about no hub alone passes to another once its own does not look any more.
-- Instants are the database's own: hubs beside each other share its clock.

create table alert_hub (
    hub      uuid primary key,
    seen_at  timestamptz not null,
    again_by timestamptz not null
);

-- Alerts of before belong to nobody, and pass to whoever looks first.
alter table alert add hub uuid not null default '00000000-0000-0000-0000-000000000000';
alter table alert alter hub drop default;
alter table alert add of_one_hub boolean not null default false;
alter table alert alter of_one_hub drop default;

-- None twice for the same: of what is about one hub, each has its own.
drop index alert_open;
create unique index alert_open on alert
    (kind, target, (case when of_one_hub then hub else '00000000-0000-0000-0000-000000000000'::uuid end))
    where ended_at is null;
