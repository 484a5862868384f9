-- What is asked while messages pass is found by an index, however large the tables have grown and whatever the planner believes.

-- Errands that were carried out and whose originals are to be deleted once the broker knows.
create index due_ended on due (carried_at)
    where closed_at is null and what in ('release', 'refuse', 'review-ends', 'recall');
