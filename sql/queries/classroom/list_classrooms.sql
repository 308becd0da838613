-- The classrooms that the caller leads or teaches in; all of the school for admins. By name.
-- $1 search in the name, or null. $2 after: [name, classroom_id] of the last row seen, or null. $3 limit: 1-200.
with page as (
  select classroom_id, name, body
  from api.classroom
  where (app.caller_role() = 'admin' or classroom_id = any (app.caller_classroom_ids()))
    and ($1::text is null or position(app.searchable($1) in app.searchable(name)) > 0)
    -- A sub-select may be compared in an index under row level security; coalesce itself may not.
    and (name, classroom_id) > ((select coalesce($2::json ->> 0, '')), (select coalesce(($2::json ->> 1)::bigint, 0)))
  order by name, classroom_id
  limit $3::integer + 1
), numbered as (
  select *, row_number() over (order by name, classroom_id) as position from page
)
select
  coalesce(json_agg(body order by position) filter (where position <= $3), '[]') as results,
  (select json_build_array(name, classroom_id) from numbered
    where position = $3 and (select count(*) from page) > $3) as next
from numbered
