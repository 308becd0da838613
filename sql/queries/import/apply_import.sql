-- Applies what is staged: counts of rows, and whether it must stop because too much would change or end.
-- $1 school_id. $2 kind. $3 whether what the file has not ends. $4 rows of the file. $5 its columns that are not read, [name].
with counted as materialized (
  select * from ops.apply_import($1, $2::app.import_kind, $3)
), judged as (
  select counted.*,
    greatest(changed + case when $3 then coalesce(missing, 0) else 0 end, beside.touched) as touched,
    case when beside.touched > 0 then beside.standing else changed + unchanged + coalesce(missing, 0) end as standing,
    (select count(distinct line) from pg_temp.import_refusal) as refused
  from counted
  -- After it: the functions say it of what has been done by then.
  cross join lateral ops.touched_by_import($1, case when new >= 0 then $2 end::app.import_kind) beside
)
select json_build_object(
    'rows', $4::bigint, 'new', new, 'changed', changed, 'unchanged', unchanged, 'missing', missing, 'refused', refused,
    'stopped', touched > 10 and touched * 10 > standing, 'ignored_columns', $5::json
  ) as counts,
  new, changed, unchanged, missing, refused, touched > 10 and touched * 10 > standing as stopped
from judged
