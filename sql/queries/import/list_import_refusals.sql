-- The rows of a file that cannot go in, in the order of the file; no row at all if the caller does not see the import.
-- $1 import_batch_id. $2 after: [column, line] of the last row seen, or null. $3 limit: 1-200.
with page as (
  select line, field, reason
  from app.import_refusal
  where school_id = app.caller_school_id() and import_batch_id = $1
    -- A sub-select may be compared in an index under row level security; coalesce itself may not.
    and (line, field) > ((select coalesce(($2::json ->> 1)::bigint, 0)), (select coalesce($2::json ->> 0, '')))
  order by line, field
  limit $3::integer + 1
), numbered as (
  select *, row_number() over (order by line, field) as position from page
)
select
  (select coalesce(json_agg(json_build_object('line', line, 'field', field, 'reason', reason) order by position)
    filter (where position <= $3), '[]') from numbered) as results,
  (select json_build_array(field, line) from numbered where position = $3 and (select count(*) from page) > $3) as next
from app.import_batch
where import_batch_id = $1
