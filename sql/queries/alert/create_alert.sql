-- Raises an alert for a student whom the caller sees.
-- $1 fields: {student_id, rule, risk_level, message, assigned_to}; rule and assigned_to may be missing.
insert into app.alert (student_id, rule, risk_level, message, assigned_to)
select student_id, coalesce($1::jsonb ->> 'rule', 'manual'), ($1::jsonb ->> 'risk_level')::app.risk_level,
  $1::jsonb ->> 'message', ($1::jsonb ->> 'assigned_to')::bigint
from app.student
where student_id = ($1::jsonb ->> 'student_id')::bigint
returning set_config('app.created_id', alert_id::text, true)
