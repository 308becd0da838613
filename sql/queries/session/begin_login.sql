-- Notes an attempt to sign in and answers what to check the password against.
-- $1 e-mail as typed. $2 client_address.
select attempt_id, password_hash, retry_after from auth.begin_login($1, $2)
