-- Registers of the caller's classes that were due and not taken, oldest first.
-- $1 from, null: the last 14 days. $2 up to and including, null: today. $3 classroom_id, or null.
-- $4 after: [date, lesson_id] of the last row seen, or null. $5 limit: 1-200.
with today as materialized (
  select app.today(school_id) as today from app.school
), page as (
  select day, lesson_id, body
  from api.missing_register
  where day between coalesce($1::date, (select today from today) - 14) and least($2::date, (select today from today))
    and ($3::bigint is null or classroom_id = $3)
    and ($4::json is null or (day, lesson_id) > (($4::json ->> 0)::date, ($4::json ->> 1)::bigint))
  order by day, lesson_id
  limit $5::integer + 1
), numbered as (
  select *, row_number() over (order by day, lesson_id) as position from page
)
select
  coalesce(json_agg(body order by position) filter (where position <= $5), '[]') as results,
  (select json_build_array(day, lesson_id) from numbered
    where position = $5 and (select count(*) from page) > $5) as next
from numbered
