-- The caller's students, by name.
-- $1 search in the name, or null. $2 classroom_id, or null.
-- $3 after: [full_name, student_id] of the last row seen, or null. $4 limit: 1-200.
with page as (
  select student_id, full_name, body
  from api.student
  where ($1::text is null or position(app.searchable($1) in app.searchable(full_name)) > 0)
    and ($2::bigint is null or classroom_id = $2)
    -- A sub-select may be compared in an index under row level security; coalesce itself may not.
    and (full_name, student_id) > ((select coalesce($3::json ->> 0, '')), (select coalesce(($3::json ->> 1)::bigint, 0)))
  order by full_name, student_id
  limit $4::integer + 1
), numbered as (
  select *, row_number() over (order by full_name, student_id) as position from page
)
select
  coalesce(json_agg(body order by position) filter (where position <= $4), '[]') as results,
  (select json_build_array(full_name, student_id) from numbered
    where position = $4 and (select count(*) from page) > $4) as next
from numbered
