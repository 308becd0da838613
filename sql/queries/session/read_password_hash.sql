-- The caller's stored hash, to check the current password before a change.
select auth.own_password_hash()
