-- Keeps the secret that the caller's device is to learn; false if a second factor is in force.
-- $1 attempt_id. $2 the password hash that was checked. $3 sealed_secret.
select auth.start_second_factor($1, $2, $3)
