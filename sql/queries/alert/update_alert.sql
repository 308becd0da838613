-- Changes an alert, if it is still the version that the change was based on.
-- $1 alert_id. $2 version. $3 fields to set: any of status, close_reason, assigned_to, snoozed_until, snooze_reason.
update app.alert
set status = coalesce(($3::jsonb ->> 'status')::app.alert_status, status),
  close_reason = coalesce(($3::jsonb ->> 'close_reason')::app.close_reason, close_reason),
  assigned_to = case when $3::jsonb ? 'assigned_to' then ($3::jsonb ->> 'assigned_to')::bigint else assigned_to end,
  snoozed_until = case when $3::jsonb ? 'snoozed_until' then ($3::jsonb ->> 'snoozed_until')::date else snoozed_until end,
  snooze_reason = case when $3::jsonb ? 'snooze_reason' then $3::jsonb ->> 'snooze_reason' else snooze_reason end
where alert_id = $1 and version = $2
returning version
