-- The mail of a request is on its way.
-- $1 password_reset_id.
select auth.password_reset_sent($1)
