-- Makes the session of a user whose password was right, or a challenge for the second factor: then body is null.
-- $1 attempt_id. $2 e-mail as typed. $3 the hash that was checked. $4 token_hash. $5 lifetime, an interval. $6 device.
-- $7 request_id. $8 client_address.
select user_id, to_json(expires_at) #>> '{}' as expires_at, body from auth.finish_login($1, $2, $3, $4, $5, $6, $7, $8)
