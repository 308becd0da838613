-- The alert that the statement before made.
select alert_id as id, version, app.keep_reply(alert_id, version, body) as body
from api.alert
where alert_id = nullif(current_setting('app.created_id', true), '')::bigint
