-- Has something that a task shows changed since its version, which does not count it: the name of who is to do it?
-- $1 case_task_id.
select exists (
  select from app.user_account
  where user_account.school_id = case_task.school_id and user_id = case_task.assigned_to and user_account.updated_at > case_task.updated_at
)
from app.case_task
where case_task_id = $1
