-- Replaces the caller's password and ends all of their sessions.
-- $1 attempt_id. $2 the hash that was checked. $3 the new hash.
select auth.change_own_password($1, $2, $3)
