-- Removes the caller's second factor and ends their sessions; false for a code that was used before, or is none.
-- $1 attempt_id. $2 the password hash that was checked. $3 step of the code, or null. $4 hash of the recovery code, or null.
select auth.disable_second_factor($1, $2, $3, $4)
