-- Records what a client reports.
-- $1 action, one of audit.client_action. $2 details, a JSON object, or null. $3 what the client calls its session, or null.
select event_id as id, null::bigint as version, app.keep_reply(event_id, null, json_build_object('event_id', event_id)) as body
from audit.record_client_event($1, $2, $3) event_id
