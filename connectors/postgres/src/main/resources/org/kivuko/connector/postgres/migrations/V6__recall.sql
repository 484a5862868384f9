-- What is held of a message that its sender has taken back is closed by an errand of its own, whatever officers decide.
create unique index due_recall on due (ruling) where what = 'recall';
