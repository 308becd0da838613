-- The users of the school, by name.
-- $1 search in name and e-mail, or null. $2 after: [name, user_id] of the last row seen, or null. $3 limit: 1-200.
with page as (
  select user_id, name, body
  from api.user_account
  where ($1::text is null
      or position(app.searchable($1) in app.searchable(name)) > 0
      or position(lower($1) in email) > 0)
    -- A sub-select may be compared in an index under row level security; coalesce itself may not.
    and (name, user_id) > ((select coalesce($2::json ->> 0, '')), (select coalesce(($2::json ->> 1)::bigint, 0)))
  order by name, user_id
  limit $3::integer + 1
), numbered as (
  select *, row_number() over (order by name, user_id) as position from page
)
select
  coalesce(json_agg(body order by position) filter (where position <= $3), '[]') as results,
  (select json_build_array(name, user_id) from numbered
    where position = $3 and (select count(*) from page) > $3) as next
from numbered
