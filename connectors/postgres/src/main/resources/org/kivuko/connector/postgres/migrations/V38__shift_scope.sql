-- From within which scope a hand-over note was left: who may know less does not read it. Both empty: of everything, as were all so far.
alter table shift_note
    add column states   text[] not null default '{}',
    add column agencies text[] not null default '{}';
