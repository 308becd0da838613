-- Disables a user, which ends their sessions.
-- $1 e-mail.
update app.user_account
set active = false
where email = lower($1)
returning school_id, user_id
