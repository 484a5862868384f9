-- What a sender can observe must not tell what is held, and permits that hold only while an emergency is declared.

-- A use of a rule with a rate cap counts from when its message was judged first, whatever became of it since: otherwise the
-- refusal of the next message would tell that an earlier one was held.
drop index ruling_capped;
create index ruling_capped on ruling (capped_queue, judged_at) where capped_queue is not null and first_judged_at is null;

-- Emergencies that were declared. The reason is sealed; the rule is named in full (KEN-UGA.osbp@3/K-U-1).
create table emergency (
    id            uuid primary key,
    rule          text not null,
    declared_by   text not null,
    declared_at   timestamptz not null,
    until         timestamptz not null,
    reason_key    bytea not null,
    reason_sealed bytea not null,
    ended_at      timestamptz,
    ended_by      text
);
create index emergency_until on emergency (until);
