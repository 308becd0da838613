-- A school's students are evaluated as of its day.
-- $1 school_id. $2 date.
select ops.end_day($1, $2)
