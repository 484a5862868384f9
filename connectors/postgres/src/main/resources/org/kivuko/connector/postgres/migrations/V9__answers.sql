-- Who asked is told once when an answer is late, and once when it no longer is: errands like those about acknowledgements.
drop index question_open;
alter table question drop column told_at;

drop index due_reminder;
create unique index due_reminder on due (delivery, what) where what in ('late', 'late-ended', 'unanswered', 'unanswered-ended');
drop index due_late;
create index due_late on due (at) where what in ('late', 'unanswered') and closed_at is null;
