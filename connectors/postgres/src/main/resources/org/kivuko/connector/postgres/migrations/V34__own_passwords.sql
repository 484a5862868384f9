-- Whether somebody else knows the password: whoever made it or handed it over. So far that is all of them.
alter table person add column password_given boolean not null default true;
