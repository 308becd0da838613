-- Has this very request been applied before?
-- $1 user_id. $2 version sent. $3 fields sent.
select audit.applied_by_this_request('user_account', $1, $2, $3, to_jsonb(user_account))
from app.user_account
where user_id = $1
