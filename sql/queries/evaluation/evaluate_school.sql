-- Evaluates all students of a school. How many indicators changed.
-- $1 school_id. $2 date.
select ops.refresh($1, app.enrolled_students($1, $2), $2)
