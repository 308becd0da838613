-- What became of the alerts that a rule raised in the caller's school.
-- $1 rule.
select json_build_object(
  'rule', $1::text, 'raised', count(*), 'open', count(*) filter (where closed_on is null),
  'cleared', count(*) filter (where cleared),
  'closed', json_build_object(
    'handled', count(*) filter (where close_reason = 'handled'),
    'already_known', count(*) filter (where close_reason = 'already_known'),
    'data_error', count(*) filter (where close_reason = 'data_error'),
    'not_a_concern', count(*) filter (where close_reason = 'not_a_concern')
  ),
  'escalated', count(*) filter (where escalated_on is not null)
) as body
from app.alert
where rule = $1
