-- Ends the caller's session.
-- $1 token_hash.
select auth.logout($1)
