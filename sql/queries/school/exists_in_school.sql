-- Is this a row of the caller's school, seen by the caller or not?
-- $1 table. $2 id.
select app.exists_in_school($1, $2)
