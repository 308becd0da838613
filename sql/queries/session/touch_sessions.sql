-- Notes that these sessions were used.
-- $1 token hashes, an array of bytea.
select auth.touch_sessions($1)
