-- Who may sign in at the console. Of passwords digests alone, with what they were made by, so that more rounds tomorrow leave
-- those of today readable; somebody who signs in elsewhere has none.
create table person (
    login        text primary key,
    name         text not null,
    roles        text[] not null,
    states       text[] not null,
    agencies     text[] not null,
    locked       boolean not null,
    made_at      timestamptz not null,
    changed_at   timestamptz not null,
    last_sign_in timestamptz,
    algorithm    text,
    rounds       integer,
    salt         bytea,
    digest       bytea,
    wrong        integer not null default 0,
    closed_until timestamptz
);

-- Of the token that a browser holds, its digest.
create table session (
    token_digest text primary key,
    login        text not null references person (login),
    begun_at     timestamptz not null,
    seen_at      timestamptz not null
);
create index session_login on session (login);
create index session_begun on session (begun_at);
