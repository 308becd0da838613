-- The imports of the caller's school, newest first.
-- $1 after: import_batch_id of the last row seen, or null. $2 limit: 1-200.
with page as (
  select import_batch_id, body
  from api.import_batch
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  where import_batch_id < (select coalesce($1::bigint, 9223372036854775807))
  order by import_batch_id desc
  limit $2::integer + 1
), numbered as (
  select *, row_number() over (order by import_batch_id desc) as position from page
)
select
  (select coalesce(json_agg(body order by position) filter (where position <= $2), '[]') from numbered) as results,
  (select import_batch_id from numbered where position = $2 and (select count(*) from page) > $2) as next
