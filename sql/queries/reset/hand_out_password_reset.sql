-- Makes a token good that an administrator hands to the user; false if there is no such user.
-- $1 e-mail. $2 token_hash.
select auth.hand_out_password_reset($1, $2)
