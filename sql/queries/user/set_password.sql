-- Gives a user a password and ends their sessions.
-- $1 school_id. $2 user_id. $3 hash.
select auth.set_password($1, $2, $3)
