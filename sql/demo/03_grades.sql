-- Grades and incidents.
set local role school_support_owner;

insert into app.subject (school_id, name, is_core, pass_points, near_points)
select school_id, subject, subject in ('Mathematics', 'Portuguese'), 10, 11
from demo_school
cross join unnest('{Mathematics,Portuguese,English,Science,History,Art,Music,Sport}'::text[]) subject;

-- A test in each subject, one every six days. Most pass everything; a tenth is weak in some subjects.
insert into app.grade (school_id, student_id, subject_id, day, title, points)
select school_id, student_id, subject_id, current_date - 62 + subject_number * 6, 'First test',
  case
    when (number * 37 + subject_number * 11) % 97 < case when number % 10 = 3 then 20 else 2 end then 5 + subject_number % 5
    when (number * 37 + subject_number * 11) % 97 < 3 then 10
    else 11 + (number * 7 + subject_number * 3) % 9
  end
from (
  select student.school_id, student_id, subject_id, substr(external_id, 2)::integer as number,
    row_number() over (partition by student.school_id, student_id order by subject_id)::integer as subject_number
  from app.student
  join demo_school using (school_id)
  join app.subject using (school_id)
) graded;

insert into app.incident (school_id, student_id, day, kind, description)
select school_id, student_id, day,
  (case when number % 120 = 60 then 'suspension' when number % 60 = 0 then 'serious' else 'minor' end)::app.incident_kind,
  'Recorded by the demo'
from (
  select student.school_id, student_id, substr(external_id, 2)::integer as number
  from app.student
  join demo_school using (school_id)
) student
join lateral (
  select day from app.calendar_day
  where calendar_day.school_id = student.school_id and is_school_day and day < current_date
  order by (number * 31 + (current_date - day) * 7) % 101
  limit 1 + number % 3
) occasion on number % 20 = 0;
