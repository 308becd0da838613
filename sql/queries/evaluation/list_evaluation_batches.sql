-- The ids of a school's students to evaluate as of a day, in batches.
-- $1 school_id. $2 date.
select ops.batches_to_evaluate($1, $2)
