-- What changes the rules while hubs run. Codes, digests, instants and signed acts: no column holds personal data.

-- The acts of parties about agreements, one chain per text. The second of two acts that name the same one before them is
-- refused, so a chain never forks.
create table agreement_act (
    no          bigint generated always as identity primary key,
    text_digest text not null,
    previous    text not null,
    digest      text not null unique,
    agreement   text not null,
    act         text not null,
    jws         text not null,
    recorded_at timestamptz not null,
    unique (text_digest, previous)
);

-- What somebody was warned of, once for all hubs and restarts.
create table warning (
    warning   text primary key,
    warned_at timestamptz not null
);
