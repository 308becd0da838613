-- Notes that somebody forgot a password.
-- $1 e-mail as typed. $2 client_address.
select auth.request_password_reset($1, $2)
