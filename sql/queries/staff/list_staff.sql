-- Who works at the school and may sign in, by name.
-- $1 search in the name, or null. $2 after: [name, user_id] of the last row seen, or null. $3 limit: 1-200.
with page as (
  select user_id, name, role
  from app.user_account
  where active
    and ($1::text is null or position(app.searchable($1) in app.searchable(name)) > 0)
    -- A sub-select may be compared in an index under row level security; coalesce itself may not.
    and (name, user_id) > ((select coalesce($2::json ->> 0, '')), (select coalesce(($2::json ->> 1)::bigint, 0)))
  order by name, user_id
  limit $3::integer + 1
), numbered as (
  select *, row_number() over (order by name, user_id) as position from page
)
select
  coalesce(
    json_agg(json_build_object('user_id', user_id, 'name', name, 'role', role) order by position) filter (where position <= $3),
    '[]') as results,
  (select json_build_array(name, user_id) from numbered
    where position = $3 and (select count(*) from page) > $3) as next
from numbered
