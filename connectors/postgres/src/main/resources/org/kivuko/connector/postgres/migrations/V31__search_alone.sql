-- The indexes of V21 are for what operators ask, and for nothing else: a condition that only those questions state keeps them out
-- of the plans of everything that messages pass by. Without it a trigger, planned while the tables were small, read all rulings in
-- the order of their recipients for each row that it looked at.
drop index message_source;
create index message_source on message (source, no) where accepted and no > 0;
drop index ruling_recipient;
create index ruling_recipient on ruling (recipient, message) where superseded_at is null and message > 0;
drop index ruling_reason;
create index ruling_reason on ruling (reason, message) where reason is not null and superseded_at is null and message > 0;
