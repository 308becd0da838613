-- Whether this token would do.
-- $1 token_hash.
select auth.is_password_reset($1)
