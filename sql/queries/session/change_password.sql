-- Replaces the caller's password and ends all of their sessions; false if another change came between.
-- $1 the hash that was checked. $2 the new hash.
select auth.change_own_password($1, $2)
