-- One user of the school.
-- $1 user_id.
select version, body, app.caller_role() = 'admin' as may_act
from api.user_account
where user_id = $1
