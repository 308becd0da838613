-- Has this very request been applied before?
-- $1 alert_id. $2 version sent. $3 fields sent.
select audit.applied_by_this_request('alert', $1, $2, $3, to_jsonb(alert))
from app.alert
where alert_id = $1
