-- Has this very request been applied before?
-- $1 case_task_id. $2 version sent. $3 fields sent.
select audit.applied_by_this_request('case_task', $1, $2, $3, to_jsonb(case_task))
from app.case_task
where case_task_id = $1
