-- One case.
-- $1 case_id.
select version, body, may_act
from api.intervention_case
where case_id = $1
