create view api.case_task with (security_invoker) as
select school_id, case_task_id, case_id, assigned_to, due_date, done_on, version,
  app.may_act_on_task(school_id, case_assigned_to, assigned_to) as may_act,
  json_build_object(
    'case_task_id', case_task_id, 'case_id', case_id, 'title', title,
    'assigned_to', json_build_object(
      'user_id', assigned_to,
      'name', (
        select name from app.user_account where user_account.school_id = case_task.school_id and user_id = assigned_to
      )
    ),
    'due_date', due_date, 'done_on', done_on, 'version', version, 'created_at', created_at, 'updated_at', updated_at
  ) as body
from app.case_task;
comment on view api.case_task is 'Tasks as the API shows them.';
