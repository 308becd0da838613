-- One rule.
-- $1 rule.
select version, body, app.caller_role() = 'admin' as may_act
from api.indicator_rule
where rule::text = $1
