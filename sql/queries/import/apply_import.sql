-- Applies what is staged: counts of rows, and whether it must stop because too much would change or end.
-- $1 school_id. $2 kind. $3 whether what the file has not ends. $4 rows of the file.
select json_build_object(
    'rows', $4::bigint, 'new', new, 'changed', changed, 'unchanged', unchanged, 'missing', missing,
    'refused', (select count(distinct line) from pg_temp.import_refusal),
    'stopped', touched > 10 and touched * 10 > changed + unchanged + coalesce(missing, 0)
  ) as counts,
  new, changed, unchanged, missing, (select count(distinct line) from pg_temp.import_refusal) as refused,
  touched > 10 and touched * 10 > changed + unchanged + coalesce(missing, 0) as stopped
from ops.apply_import($1, $2::app.import_kind, $3) counted
cross join lateral (select changed + case when $3 then coalesce(missing, 0) else 0 end as touched) sum
