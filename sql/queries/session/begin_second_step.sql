-- Notes a try at the second factor and answers what to check the code with.
-- $1 challenge_hash. $2 client_address.
select attempt_id, retry_after, school_id, user_id, sealed_secret, last_step from auth.begin_second_step($1, $2)
