-- Registers of the caller's classes that were due and not taken, oldest first.
-- $1 from, null: the last 14 days. $2 up to and including, null: today. $3 classroom_id, or null.
-- $4 after: [date, lesson_id] of the last row seen, or null. $5 limit: 1-200.
with span as materialized (
  select school_id, greatest(coalesce($1::date, app.today(school_id) - 14), ($4::json ->> 0)::date) as first_day,
    least($2::date, app.today(school_id)) as last_day
  from app.school
), page as (
  -- Day by day, so that a page reads the days that are on it.
  select day, lesson_id, body
  from app.calendar_day school_day
  cross join lateral (
    select lesson_id, body
    from api.missing_register missing
    where missing.school_id = school_day.school_id and missing.day = school_day.day
      and ($3::bigint is null or classroom_id = $3)
      and (school_day.day > coalesce(($4::json ->> 0)::date, '-infinity') or lesson_id > ($4::json ->> 1)::bigint)
    order by lesson_id
    limit $5::integer + 1
  ) due
  where is_school_day and school_day.school_id = (select school_id from span)
    and day between (select first_day from span) and (select last_day from span)
  order by day, lesson_id
  limit $5::integer + 1
), numbered as (
  select *, row_number() over (order by day, lesson_id) as position from page
)
select
  (select coalesce(json_agg(body order by position) filter (where position <= $5), '[]') from numbered) as results,
  (select json_build_array(day, lesson_id) from numbered where position = $5 and (select count(*) from page) > $5) as next
