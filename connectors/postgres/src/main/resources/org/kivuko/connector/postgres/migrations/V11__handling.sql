-- Under which handling code a message was sent: what refers to it never crosses under a lower one. Of messages from before that is
-- not known; no ruling stands below it.
alter table message add column handling text not null default 'H0';
update message m set handling = r.least
    from (select message, min(handling) as least from ruling group by message) r where r.message = m.no;

-- Whether it is about what other agencies said of somebody and shows no protection itself: then its sender sees no movement of it.
alter table message add column of_others boolean not null default false;
