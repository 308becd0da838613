-- A user by e-mail.
-- $1 e-mail.
select school_id, user_id
from app.user_account
where email = lower($1)
