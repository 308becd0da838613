-- The signed-in user.
select version, body
from api.user_account
where user_id = app.caller_id()
