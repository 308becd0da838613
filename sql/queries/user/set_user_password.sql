-- Gives a user of the caller's school a password. The user is the one with this e-mail, made in the statement before.
-- $1 e-mail. $2 hash.
select auth.set_password_of_colleague(user_id, $2)
from app.user_account
where email = lower($1)
