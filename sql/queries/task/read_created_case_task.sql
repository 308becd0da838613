-- The task that the statement before made.
select case_task_id as id, version, app.keep_reply(case_task_id, version, body) as body
from api.case_task
where case_task_id = nullif(current_setting('app.created_id', true), '')::bigint
