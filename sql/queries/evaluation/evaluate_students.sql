-- Evaluates students of a school, unless a later day was evaluated. How many indicators changed.
-- $1 school_id. $2 student ids. $3 date.
select ops.refresh($1, $2, $3)
