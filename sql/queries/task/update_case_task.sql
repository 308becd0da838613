-- Changes a task, if it is still the version that the change was based on.
-- $1 case_task_id. $2 version. $3 fields to set: any of title, assigned_to, due_date and done_on (null clears them).
update app.case_task
set title = coalesce($3::jsonb ->> 'title', title),
  assigned_to = coalesce(($3::jsonb ->> 'assigned_to')::bigint, assigned_to),
  due_date = case when $3::jsonb ? 'due_date' then ($3::jsonb ->> 'due_date')::date else due_date end,
  done_on = case when $3::jsonb ? 'done_on' then ($3::jsonb ->> 'done_on')::date else done_on end
where case_task_id = $1 and version = $2
returning version
