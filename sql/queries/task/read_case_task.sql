-- One task.
-- $1 case_task_id.
select version, body, may_act
from api.case_task
where case_task_id = $1
