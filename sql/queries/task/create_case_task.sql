-- Adds a task to a case that the caller sees.
-- $1 case_id. $2 fields: {title, assigned_to, due_date}; all but title may be missing.
insert into app.case_task (case_id, title, assigned_to, due_date)
select case_id, $2::jsonb ->> 'title', ($2::jsonb ->> 'assigned_to')::bigint, ($2::jsonb ->> 'due_date')::date
from app.intervention_case
where case_id = $1
returning set_config('app.created_id', case_task_id::text, true)
