-- Evaluates all students of a school, unless a later day was evaluated. How many indicators changed.
-- $1 school_id. $2 date.
select ops.refresh($1, ops.students_to_evaluate($1, $2), $2)
