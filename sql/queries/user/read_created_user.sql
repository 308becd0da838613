-- The user that the statement before made.
-- $1 e-mail.
select user_id as id, version, app.keep_reply(user_id, version, body) as body
from api.user_account
where email = lower($1)
