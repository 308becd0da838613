-- One alert.
-- $1 alert_id.
select version, body, may_act, claimed_by = app.caller_id() as is_mine
from api.alert
where alert_id = $1
