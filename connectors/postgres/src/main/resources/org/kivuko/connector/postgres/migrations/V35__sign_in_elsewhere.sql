-- Somebody who signs in elsewhere is known by who vouches and what that place calls the person, and has no password here.
alter table person
    add column issuer  text,
    add column subject text,
    add constraint person_identity_whole check ((issuer is null) = (subject is null)),
    add constraint person_one_way_in check (issuer is null or digest is null);
create unique index person_identity on person (issuer, subject) where issuer is not null;

-- Who is on the way to another place: of the token that the browser holds, its digest. A row is taken once.
create table trip (
    token_digest text primary key,
    back         text not null,
    begun_at     timestamptz not null
);
create index trip_begun on trip (begun_at);
