-- Evaluates a school for its day, once. How many indicators changed.
-- $1 school_id.
select ops.evaluate_daily($1)
