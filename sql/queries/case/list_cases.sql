-- The caller's cases, newest first, without those that were voided.
-- $1 status, $2 progress_status, $3 student_id, $4 assigned_to: or null. $5 after: case_id of the last row seen, or null.
-- $6 limit: 1-200.
with page as (
  select case_id, body
  from api.intervention_case
  where not voided
    and ($1::app.case_status is null or status = $1)
    and ($2::app.progress_status is null or progress_status = $2)
    and ($3::bigint is null or student_id = $3)
    and ($4::bigint is null or assigned_to = $4)
    and ($5::bigint is null or case_id < $5)
  order by case_id desc
  limit $6::integer + 1
), numbered as (
  select *, row_number() over (order by case_id desc) as position from page
)
select
  coalesce(json_agg(body order by position) filter (where position <= $6), '[]') as results,
  (select case_id from numbered where position = $6 and (select count(*) from page) > $6) as next
from numbered
