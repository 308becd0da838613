-- The next rows of the export of marks: CSV, where it goes on, how many. The page is taken first, from the key alone; then what
-- belongs to its rows is looked up row by row.
-- $1 after: [register_id, student_id], or null. $2 from, $3 up to and including, of the day, or null. $4 limit.
with page as materialized (
  select school_id, register_id, student_id, classroom_id, day, mark
  from app.attendance_mark
  where school_id = app.caller_school_id()
    -- A sub-select may be compared in an index under row level security; coalesce itself may not.
    and (register_id, student_id) > ((select coalesce(($1::json ->> 0)::bigint, 0)), (select coalesce(($1::json ->> 1)::bigint, 0)))
    and day >= coalesce($2::date, '-infinity') and day <= coalesce($3::date, 'infinity')
  order by register_id, student_id
  limit $4
)
select string_agg(
    app.csv_row(external_id, full_name, page.day::text, period::text, subject, room, page.mark::text), ''
    order by register_id, student_id),
  (select json_build_array(register_id, student_id) from page order by register_id desc, student_id desc limit 1), count(*)
from page
cross join lateral (
  select external_id, full_name from app.student
  where student.school_id = page.school_id and student.student_id = page.student_id
  limit 1
) student
cross join lateral (
  select period, teaching_assignment_id from app.register
  where register.school_id = page.school_id and register.register_id = page.register_id
  limit 1
) register
cross join lateral (
  select subject from app.teaching_assignment class
  where class.school_id = page.school_id and class.teaching_assignment_id = register.teaching_assignment_id
  limit 1
) class
cross join lateral (
  select name as room from app.classroom
  where classroom.school_id = page.school_id and classroom.classroom_id = page.classroom_id
  limit 1
) classroom
