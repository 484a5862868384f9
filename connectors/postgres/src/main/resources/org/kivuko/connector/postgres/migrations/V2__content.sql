-- What waits: messages as they were sent, encrypted; what rulings rested on; who decides, and until when.

-- One row per message of which a delivery has not ended. The key is wrapped under a secret that the database never sees.
-- Deleted with the end of the last delivery, and with it the only way to read the rest.
create table content (
    message     bigint primary key,
    wrapped_key bytea not null,
    sealed      bytea not null
);
-- Cipher text does not shrink.
alter table content alter column sealed set storage external;
