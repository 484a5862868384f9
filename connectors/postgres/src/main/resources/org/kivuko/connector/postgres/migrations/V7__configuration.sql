-- The configurations that have held, each put in force by one hub and followed by every hub of this database: files of
-- states, agreements and settings. No column holds personal data.
create table configuration (
    no          bigint generated always as identity primary key,
    digest      text not null,
    files       text not null,
    recorded_at timestamptz not null
);

-- Texts that every party had signed and brought into force, with the signatures: they stay until another takes their place
-- in the same way, whatever stands in the files.
create table signed_text (
    digest      text primary key,
    agreement   text not null,
    version     integer not null,
    canonical   text not null,
    signatures  text not null,
    recorded_at timestamptz not null
);
