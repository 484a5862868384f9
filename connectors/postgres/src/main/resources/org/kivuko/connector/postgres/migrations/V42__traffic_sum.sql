-- What stands in traffic, without its ten minutes: whoever asks for a day takes off the hour that is kept beside it, and does not
-- sum up a hundred and fifty times ten minutes of every pair.
create table traffic_sum (
    source    text not null,
    recipient text not null,
    outcome   text not null,
    rulings   bigint not null,
    primary key (source, recipient, outcome)
);
insert into traffic_sum (source, recipient, outcome, rulings)
    select source, recipient, outcome, cast(sum(rulings) as bigint) from traffic group by 1, 2, 3;
