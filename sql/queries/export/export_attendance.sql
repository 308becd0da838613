-- The next rows of the export of marks: CSV, where it goes on, how many.
-- $1 after: [register_id, student_id], or null. $2 from, $3 up to and including, of the day, or null. $4 limit.
with page as (
  select register_id, student_id, app.csv_row(
      external_id, full_name, mark.day::text, register.period::text, subject, classroom.name, mark.mark::text) as line
  from app.attendance_mark mark
  join app.register using (school_id, register_id)
  join app.student using (school_id, student_id)
  join app.teaching_assignment class using (school_id, teaching_assignment_id)
  join app.classroom on classroom.school_id = mark.school_id and classroom.classroom_id = mark.classroom_id
  where mark.school_id = app.caller_school_id()
    and ($1::json is null or (register_id, student_id) > (($1::json ->> 0)::bigint, ($1::json ->> 1)::bigint))
    and ($2::date is null or mark.day >= $2::date) and ($3::date is null or mark.day <= $3::date)
  order by register_id, student_id
  limit $4
)
select string_agg(line, '' order by register_id, student_id),
  (select json_build_array(register_id, student_id) from page order by register_id desc, student_id desc limit 1), count(*)
from page
