-- How often a copy went through the hub again before this one: a copy that fails again lies in quarantine under a new name.
alter table copy
    add column redriven integer not null default 0;
