-- The names that the ledger has had, in their order: it gets another one when it was restored. In each of them the numbers of every
-- link begin at 1 again.
create table epoch (
    no       integer primary key,
    name     text not null unique,
    begun_at timestamptz
);
insert into epoch (no, name) select 1, link_epoch from ledger;

alter table ledger add column epoch integer not null default 1;

alter table link add column epoch integer not null default 1;
alter table link alter column epoch drop default;
alter table link drop constraint link_pkey;
alter table link add primary key (sender, recipient, channel, lane, epoch);

-- Of what has a number: of which epoch.
alter table ruling add column link_epoch integer not null default 1;
