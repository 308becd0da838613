-- One case, for whoever is asked to take it over.
-- $1 case_id.
select view.version, view.body, record.hand_over_to is not distinct from app.caller_id() as may_act
from api.intervention_case view
join app.intervention_case record using (school_id, case_id)
where case_id = $1
