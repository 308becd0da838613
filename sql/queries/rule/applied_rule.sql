-- Has this very request been applied before? Nobody but its author saves the version after the one sent.
-- $1 rule. $2 version sent. $3 fields sent.
select saved_by = app.caller_id() and request_id = current_setting('application_name')
from app.indicator_rule
where rule::text = $1 and version = $2::bigint + 1 and $3::jsonb is not null
