-- The registers of the caller's classes on one day: those of the timetable, taken or not, and those taken besides it.
-- $1 date, null: today at the school.
with today as (
  select coalesce($1::date, app.today(school_id)) as day
  from app.school
), register_of_day as (
  select teaching_assignment_id, period, 0 as version
  from today
  join app.calendar_day using (day)
  join app.lesson on weekday = extract(isodow from day)::integer and daterange(starts_on, ends_on) @> day
  where is_school_day
  union all
  select teaching_assignment_id, period, version
  from today
  join app.register using (day)
)
select json_build_object(
  'date', (select day from today),
  'results', coalesce(
    json_agg(
      json_build_object(
        'class_id', teaching_assignment_id, 'subject', subject,
        'classroom', json_build_object('classroom_id', class.classroom_id, 'name', classroom.name),
        'period', period, 'taken', latest.version > 0, 'version', latest.version
      )
      order by period, classroom.name, subject
    ),
    '[]'
  )
) as body
from (
  select teaching_assignment_id, period, max(version) as version
  from register_of_day
  group by teaching_assignment_id, period
) latest
join app.teaching_assignment class using (teaching_assignment_id)
join app.classroom on classroom.classroom_id = class.classroom_id
where app.may_see_register(class.school_id, class.classroom_id, class.user_id)
