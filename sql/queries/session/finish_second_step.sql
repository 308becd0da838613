-- Makes the session of a user whose code was right.
-- $1 challenge_hash. $2 attempt_id. $3 step of the code, or null. $4 hash of the recovery code, or null. $5 the secret sealed anew, or
-- null. $6 token_hash. $7 lifetime, an interval. $8 device. $9 request_id. $10 client_address.
select user_id, to_json(expires_at) #>> '{}' as expires_at, body
from auth.finish_second_step($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
