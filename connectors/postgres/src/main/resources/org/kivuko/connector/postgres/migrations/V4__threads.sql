-- Threads: what refers to what, until when a question wants its answer, what was said about consent, what was recalled.

create index message_refs on message using gin (refs) where refs <> '{}';

-- One row per request, and per question for consent.
create table question (
    message   bigint primary key,
    answer_by timestamptz not null,
    told_at   timestamptz
);
create index question_open on question (answer_by) where told_at is null;

-- One row per message about consent; the message whose content is to be passed on is the one that it refers to.
create table consent (
    message       bigint primary key,
    act           text not null,
    passed_on_to  text[] not null,
    purpose       text,
    granted_until timestamptz
);

-- One row per recall: done once every delivery of what it recalls was handed over or has left its inbox.
create table recall (
    message bigint primary key,
    done_at timestamptz
);
create index recall_open on recall (message) where done_at is null;
