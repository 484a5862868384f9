-- How many messages each agency sent, by ten minutes, and how many of them were refused to every recipient. One that is refused to
-- some and crosses to others has done what it was sent for.
create table sent_traffic (
    at       timestamptz not null,
    source   text not null,
    messages bigint not null,
    refused  bigint not null,
    primary key (at, source)
);
