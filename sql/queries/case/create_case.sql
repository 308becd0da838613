-- Opens a case for a student whom the caller sees.
-- $1 fields: {student_id, alert_id, concern, assigned_to, follow_up_date, tier, goal, strategies, review_date}; all but
-- student_id may be missing.
insert into app.intervention_case
  (student_id, alert_id, concern, assigned_to, follow_up_date, tier, goal, strategies, review_date)
select student_id, ($1::jsonb ->> 'alert_id')::bigint, coalesce(($1::jsonb ->> 'concern')::app.concern, 'other'),
  ($1::jsonb ->> 'assigned_to')::bigint, ($1::jsonb ->> 'follow_up_date')::date,
  coalesce(($1::jsonb ->> 'tier')::integer, 2), coalesce($1::jsonb ->> 'goal', ''), coalesce($1::jsonb ->> 'strategies', ''),
  ($1::jsonb ->> 'review_date')::date
from app.student
where student_id = ($1::jsonb ->> 'student_id')::bigint
returning set_config('app.created_id', case_id::text, true)
