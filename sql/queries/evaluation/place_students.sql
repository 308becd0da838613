-- Puts a school's students where they are enrolled on a day. How many moved.
-- $1 school_id. $2 date.
select ops.place_students($1, $2)
