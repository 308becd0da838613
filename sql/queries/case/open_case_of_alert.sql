-- Opens a case for what an alert says; the alert and others like it are attached to it by trigger.
-- $1 alert_id. $2 fields: any of {concern, assigned_to, follow_up_date}.
insert into app.intervention_case (student_id, alert_id, concern, assigned_to, follow_up_date)
select student_id, alert_id, coalesce(($2::jsonb ->> 'concern')::app.concern, app.concern_of_alert(rule)),
  ($2::jsonb ->> 'assigned_to')::bigint, ($2::jsonb ->> 'follow_up_date')::date
from app.alert
where alert_id = $1
returning set_config('app.created_id', case_id::text, true)
