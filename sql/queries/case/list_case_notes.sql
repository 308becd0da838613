-- The notes of one case, newest first; no row at all if the caller does not see the case.
-- $1 case_id. $2 after: case_note_id of the last row seen, or null. $3 limit: 1-200.
with page as (
  select case_note_id, body
  from api.case_note
  where case_id = $1
    -- A sub-select may be compared in an index under row level security; coalesce itself may not.
    and case_note_id < (select coalesce($2::bigint, 9223372036854775807))
  order by case_note_id desc
  limit $3::integer + 1
), numbered as (
  select *, row_number() over (order by case_note_id desc) as position from page
)
select
  (select coalesce(json_agg(body order by position) filter (where position <= $3), '[]') from numbered) as results,
  (select case_note_id from numbered where position = $3 and (select count(*) from page) > $3) as next
from app.intervention_case
where case_id = $1
