-- The active case of a student for a concern, if the caller sees it.
-- $1 student_id. $2 concern.
select case_id
from app.intervention_case
where student_id = $1 and concern = $2 and status <> 'closed' and not voided
