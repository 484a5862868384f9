-- Deliveries that left their inbox before their recipient had taken them over, with the void that stands in the place of each.
create table withdrawal (
    ruling  bigint primary key,
    state   delivery_state not null,
    reason  text not null,
    finding text,
    void    uuid not null unique,
    at      timestamptz not null
);

-- Deliveries that somebody asked to have withdrawn; done when their inbox goes round next, unless they are taken over first.
create table withdrawal_asked (
    delivery uuid primary key,
    state    delivery_state not null,
    reason   text not null,
    asked_at timestamptz not null
);

-- What happened to a void; it stands where the highest stands.
create table void_event (
    void  uuid not null,
    state delivery_state not null,
    at    timestamptz not null,
    primary key (void, state)
);

-- Under which rules everything in an inbox was judged last (a fingerprint, empty where it has to go round), and whether it
-- is going round.
create table inbox (
    queue        text primary key,
    agency       text not null,
    channel      text not null,
    lane         text not null,
    judged_under text not null,
    turning      boolean not null
);
