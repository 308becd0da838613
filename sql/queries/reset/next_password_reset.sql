-- Takes the request that has waited longest and gives it a token. Without an e-mail it is done; without a row none waits.
-- $1 token_hash.
select password_reset_id, email, name from auth.next_password_reset($1)
