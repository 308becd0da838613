-- The caller's alerts, newest first.
-- $1 status, $2 risk_level, $3 student_id, $4 assigned_to: or null. $5 after: alert_id of the last row seen, or null.
-- $6 limit: 1-200.
with page as (
  select alert_id, body
  from api.alert
  where ($1::app.alert_status is null or status = $1)
    and ($2::app.risk_level is null or risk_level = $2)
    and ($3::bigint is null or student_id = $3)
    and ($4::bigint is null or assigned_to = $4)
    and ($5::bigint is null or alert_id < $5)
  order by alert_id desc
  limit $6::integer + 1
), numbered as (
  select *, row_number() over (order by alert_id desc) as position from page
)
select
  coalesce(json_agg(body order by position) filter (where position <= $6), '[]') as results,
  (select alert_id from numbered where position = $6 and (select count(*) from page) > $6) as next
from numbered
