-- Until it is released, or the session ends, nobody else evaluates a school.
-- $1 school_id.
select pg_advisory_lock(ops.evaluation_lock($1))
