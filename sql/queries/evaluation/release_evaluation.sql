-- Others may evaluate a school again.
-- $1 school_id.
select pg_advisory_unlock(ops.evaluation_lock($1))
