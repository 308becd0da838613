-- The next rows of the export of marks: CSV, where it goes on, how many.
-- $1 after: [register_id, student_id], or null. $2 from, $3 up to and including, of the day, or null. $4 limit.
with page as (
  select school_id, register_id, student_id, classroom_id, day, mark
  from app.attendance_mark
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  where (register_id, student_id) > ((select coalesce(($1::json ->> 0)::bigint, 0)), (select coalesce(($1::json ->> 1)::bigint, 0)))
    and ($2::date is null or day >= $2::date) and ($3::date is null or day <= $3::date)
  order by register_id, student_id
  limit $4
), line as (
  select register_id, student_id, app.csv_row(
      external_id, full_name, page.day::text, register.period::text, subject, classroom.name, page.mark::text) as text
  from page
  join app.register using (school_id, register_id)
  join app.student using (school_id, student_id)
  join app.teaching_assignment class using (school_id, teaching_assignment_id)
  join app.classroom on classroom.school_id = page.school_id and classroom.classroom_id = page.classroom_id
)
select (select string_agg(text, '' order by register_id, student_id) from line),
  (select json_build_array(register_id, student_id) from page order by register_id desc, student_id desc limit 1), count(*)
from page
