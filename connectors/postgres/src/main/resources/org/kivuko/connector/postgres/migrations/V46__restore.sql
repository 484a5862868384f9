-- The mark that the broker of this ledger was given last, and those that were announced since: what a start that was killed left.
create table pairing (
    mark      text primary key,
    at        timestamptz not null,
    confirmed boolean not null
);

-- When broker and ledger were held against each other after one of them was restored, and what came of it.
create table reconciliation (
    no          bigint generated always as identity primary key,
    at          timestamptz not null,
    epoch       integer not null,
    age         text not null,
    -- What happened after this instant may be unknown here.
    since       timestamptz,
    finished_at timestamptz
);

-- What may have been lost, by name. accepted: a sender had the answer 202, and it lies nowhere. missing: a delivery that its inbox lacks.
-- unknown: a delivery in an inbox of which the ledger knows nothing.
create table restore_loss (
    no             bigint generated always as identity primary key,
    reconciliation bigint not null,
    kind           text not null,
    source         text not null,
    id             text not null,
    recipient      text,
    delivery       uuid
);
create index restore_loss_of on restore_loss (reconciliation, no);
