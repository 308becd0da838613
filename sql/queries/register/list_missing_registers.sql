-- Registers of the caller's classes that were due and not taken, oldest first.
-- $1 from, null: the last 14 days. $2 up to and including, null: today. $3 classroom_id, or null.
-- $4 after: [date, lesson_id] of the last row seen, or null. $5 limit: 1-200.
with span as materialized (
  select school_id, greatest(coalesce($1::date, app.today(school_id) - 14), ($4::json ->> 0)::date) as first_day,
    least($2::date, app.today(school_id)) as last_day
  from app.school
), page as (
  -- Day by day, so that a page reads the days that are on it.
  select day, lesson_id
  from app.calendar_day school_day
  cross join lateral (
    select lesson_id
    from app.lesson
    join app.teaching_assignment class using (school_id, teaching_assignment_id)
    where lesson.school_id = school_day.school_id and weekday = extract(isodow from school_day.day)::integer
      and daterange(starts_on, ends_on) @> school_day.day
      and ($3::bigint is null or class.classroom_id = $3)
      and (day > coalesce(($4::json ->> 0)::date, '-infinity') or lesson_id > ($4::json ->> 1)::bigint)
      and app.may_see_register(class.school_id, class.classroom_id, class.user_id)
      and not exists (
        select from app.register
        where register.school_id = lesson.school_id and register.teaching_assignment_id = lesson.teaching_assignment_id
          and register.day = school_day.day and register.period = lesson.period
      )
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
  (
    select coalesce(json_agg(body order by position), '[]')
    from numbered join api.missing_register using (day, lesson_id) where position <= $5
  ) as results,
  (select json_build_array(day, lesson_id) from numbered where position = $5 and (select count(*) from page) > $5) as next
