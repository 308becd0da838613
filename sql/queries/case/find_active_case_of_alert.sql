-- The active case that covers what an alert says, if the caller sees it.
-- $1 alert_id. $2 concern, or null: that of the alert's rule.
select intervention_case.case_id
from app.alert
join app.intervention_case using (school_id, student_id)
where alert.alert_id = $1 and concern = coalesce($2::app.concern, app.concern_of_alert(rule))
  and intervention_case.status <> 'closed' and not voided
