-- Until it is released, or the session ends, nobody else evaluates a school.
-- $1 school_id.
select pg_advisory_lock(hashtextextended('ops.refresh', $1))
