-- Puts the caller's second factor in force; false if another one came between.
-- $1 attempt_id. $2 the sealed secret that was checked. $3 step of the code. $4 hashes of recovery codes, an array of bytea.
-- $5 token_hash of the session that asks.
select auth.confirm_second_factor($1, $2, $3, $4, $5)
