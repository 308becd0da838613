-- Sets a password by a token, once; false if it will not do.
-- $1 token_hash. $2 the new hash. $3 request_id. $4 client_address.
select auth.finish_password_reset($1, $2, $3, $4)
