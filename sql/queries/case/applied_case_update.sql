-- Has this very request been applied before?
-- $1 case_id. $2 version sent. $3 fields sent.
select audit.applied_by_this_request('intervention_case', $1, $2, $3, to_jsonb(intervention_case))
from app.intervention_case
where case_id = $1
